using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>What organisations supplied to find employees who look at their own kin: of employees here, of children with the fact by which the child is registered.</summary>
/// <remarks>What is kept of employees is hashed again under the master key: who has the table and the organisation's own key has nothing yet.</remarks>
public sealed class LikenessBook(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master, IAuditLog log, TimeProvider clock)
{
    private const string Surname = "SURNAME";
    private const string Address = "ADDRESS";
    private const int Asked = 500;   // in one question: a database takes no unbounded number of values

    /// <summary>Replaces what was supplied of one employee.</summary>
    /// <returns>False when the organisation registered no such professional.</returns>
    public async Task<bool> RecordAsync(Caller caller, string professional, Likeness likeness, CancellationToken ct)
    {
        var (own, now) = (caller.Organisation.Value, clock.GetUtcNow());
        var entry = new AuditEntry
        {
            Kind = AuditKind.DirectoryChange,
            Moment = now,
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Actor = caller.Actor("PARTNER_SYSTEM"),
            Source = caller.Organisation,
            Details = new Dictionary<string, string> { ["act"] = likeness.IsEmpty ? "LIKENESS_REMOVED" : "LIKENESS_RECORDED", ["employee"] = ActorName.Of(master, caller.Organisation, professional) },
        };
        var step = new LoggedChange(database, async (db, ct) =>
        {
            if (!await db.Professionals.AnyAsync(row => row.OrganisationId == own && row.Id == professional && row.EndedAt == null, ct))
            {
                return false;
            }

            await db.Likenesses.Where(row => row.OrganisationId == own && row.ProfessionalId == professional).ExecuteDeleteAsync(ct);
            db.Likenesses.AddRange(Marks(caller.Organisation, likeness).Select(mark => new LikenessRow { OrganisationId = own, ProfessionalId = professional, Kind = mark.Kind, Mark = mark.Mark, RecordedAt = now }));
            return true;
        });
        return await log.AppendAsync(entry, step, ct) is AppendedEntry.Written;
    }

    /// <summary>Who of the organisation is alike whom of the children: 1 for a surname, 2 for an address, 3 for both. Empty when the organisation supplied nothing of employees: then nobody can be told apart.</summary>
    /// <returns>By the actor's name in the log and the child.</returns>
    public async Task<IReadOnlyDictionary<(string Actor, string Child), int>> PairsAsync(OrganisationId organisation, IReadOnlyCollection<(string Actor, string Child)> pairs, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Likenesses.AsNoTracking().Where(row => row.OrganisationId == organisation.Value
            && db.Professionals.Any(person => person.OrganisationId == row.OrganisationId && person.Id == row.ProfessionalId && person.EndedAt == null)).ToListAsync(ct);
        var employees = rows.GroupBy(row => ActorName.Of(master, organisation, row.ProfessionalId))
            .ToDictionary(person => person.Key, person => person.Select(row => (row.Kind, Convert.ToHexStringLower(row.Mark))).ToHashSet(), StringComparer.Ordinal);
        var wanted = pairs.Where(pair => employees.ContainsKey(pair.Actor)).ToList();
        var children = await ChildrenAsync(db, organisation, [.. wanted.Select(pair => pair.Child).Distinct(StringComparer.Ordinal)], ct);
        var alike = new Dictionary<(string, string), int>();
        foreach (var pair in wanted)
        {
            var shared = children.GetValueOrDefault(pair.Child, []).Where(employees[pair.Actor].Contains).Select(mark => mark.Kind).Distinct(StringComparer.Ordinal).Sum(kind => kind is Address ? 2 : 1);
            if (shared > 0)
            {
                alike[pair] = shared;
            }
        }

        return alike;
    }

    /// <summary>Whether the organisation supplied anything of its employees: the rule is off until then.</summary>
    public async Task<bool> HasAnyAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Likenesses.AnyAsync(row => row.OrganisationId == organisation.Value, ct);
    }

    private async Task<Dictionary<string, List<(string Kind, string Mark)>>> ChildrenAsync(BrokerDbContext db, OrganisationId organisation, string[] children, CancellationToken ct)
    {
        var found = new Dictionary<string, List<(string, string)>>(StringComparer.Ordinal);
        foreach (var some in children.Chunk(Asked))
        {
            var facts = await db.Facts.AsNoTracking().OfKind(FactKind.Holding).Where(row => some.Contains(row.ChildId) && row.RecordedBy == organisation.Value).OrderBy(row => row.RecordedAt).ToListAsync(ct);
            var keys = await db.Children.AsNoTracking().Where(row => some.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.WrappedKey, StringComparer.Ordinal, ct);
            foreach (var child in facts.GroupBy(row => row.ChildId).Where(child => keys.GetValueOrDefault(child.Key) is { Length: > 0 }))
            {
                if (FactReader.Open(child, ChildKey.Unwrap(master, child.Key, keys[child.Key])) is [.., var last]
                    && JsonSerializer.Deserialize<HoldingFact>(last.Body, BrokerJson.CamelCase)?.Likeness is { } likeness)
                {
                    found[child.Key] = [.. Marks(organisation, likeness).Select(mark => (mark.Kind, Convert.ToHexStringLower(mark.Mark)))];
                }
            }
        }

        return found;
    }

    private IEnumerable<(string Kind, byte[] Mark)> Marks(OrganisationId organisation, Likeness likeness) =>
    [
        .. likeness.Surnames.Select(mark => (Surname, master.Lookup("likeness", organisation.Value, Surname, mark))),
        .. likeness.Addresses.Select(mark => (Address, master.Lookup("likeness", organisation.Value, Address, mark))),
    ];
}
