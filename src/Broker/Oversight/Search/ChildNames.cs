using Microsoft.EntityFrameworkCore;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>What officers call a child: a short name like <c>7QK4-M2XA</c>, different at each organisation, so that two organisations cannot lay their lists side by side.</summary>
public sealed class ChildNames(BrokerDatabase database, IDbContextFactory<BrokerDbContext> contexts, MasterKey master, PartnerDirectory directory, ChildRegister register)
{
    private const int Asked = 500;   // in one question: a database takes no unbounded number of values
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";   // none that reads as another

    /// <summary>The name, made and kept at first use.</summary>
    public async Task<string> NameAsync(OfficerSession officer, ChildReference child, CancellationToken ct) => (await NamesAsync(officer, [child], ct))[child.Value];

    /// <summary>Names of many children at once, by child.</summary>
    public Task<IReadOnlyDictionary<string, string>> NamesAsync(OfficerSession officer, IEnumerable<ChildReference> children, CancellationToken ct) => NamesAsync(officer.Organisation, children, ct);

    internal async Task<IReadOnlyDictionary<string, string>> NamesAsync(OrganisationId id, IEnumerable<ChildReference> children, CancellationToken ct)
    {
        var names = children.Distinct().ToDictionary(child => child.Value, child => Compute(id, child), StringComparer.Ordinal);
        var organisation = id.Value;
        await using var db = new OversightDb(database);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in names.Values.Chunk(Asked))
        {
            kept.UnionWith(await db.Children.AsNoTracking().Where(row => row.Organisation == organisation && some.Contains(row.Pseudonym)).Select(row => row.Pseudonym).ToListAsync(ct));
        }

        foreach (var (child, name) in names.Where(each => !kept.Contains(each.Value)))
        {
            db.Children.Add(new ChildNameRow { Organisation = organisation, Pseudonym = name, Child = child });
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear();   // another request kept the same name in between
            }
        }

        return names;
    }

    /// <returns>Null when this organisation knows no child by that name.</returns>
    public async Task<ChildReference?> FindAsync(OfficerSession officer, string name, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var child = await db.Children.AsNoTracking()
            .Where(row => row.Organisation == officer.Organisation.Value && row.Pseudonym == name).Select(row => row.Child).SingleOrDefaultAsync(ct);
        return child is null ? null : new ChildReference(child);
    }

    /// <summary>By any number under which the organisation itself files the child. The number travels in a form and never in an address.</summary>
    /// <returns>Null for an unknown number and for a number of another organisation: both are the same to the asker.</returns>
    public async Task<string?> LookUpAsync(OfficerSession officer, string number, CancellationToken ct)
    {
        if (await directory.FindOrganisationAsync(officer.Organisation, ct) is not { } organisation)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var systems = await db.Couplings.AsNoTracking()
            .Where(row => row.OrganisationId == officer.Organisation.Value && row.EndedAt == null).Select(row => row.System).Distinct().ToListAsync(ct);
        foreach (var system in systems.Append(SourceChildKey.BsnSystem))
        {
            if (await register.FindAsync(officer.Organisation, organisation.Party, system, number, ct) is { } child)
            {
                return await NameAsync(officer, child, ct);
            }
        }

        return null;
    }

    private string Compute(OrganisationId organisation, ChildReference child)
    {
        var hash = master.Lookup("oversight-child", organisation.Value, child.Value);
        var letters = string.Create(12, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[bytes[i] % Letters.Length];
            }
        });
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
    }
}
