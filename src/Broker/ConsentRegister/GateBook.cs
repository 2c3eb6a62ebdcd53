using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>The records that open gates: a school's request to its SWV, parents' inzage. Gates are facts, never claims of the asker.</summary>
public sealed class GateBook(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, IAuditLog log, TimeProvider clock)
{
    public const string SchoolRequest = "school_request";
    public const string ArrangementApplication = "arrangement_application";
    public const string ParentInzage = "parent_inzage";
    public const string ParentDisagreed = "parent_inzage_disagreed";

    /// <returns>The reference by which <paramref name="madeFor"/> may point at the record.</returns>
    public async Task<string> OpenAsync(string kind, ChildReference child, OrganisationId madeBy, OrganisationId madeFor, Purpose purpose, AuditActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reference = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(18));
        var entry = new AuditEntry
        {
            Kind = AuditKind.FactChange,
            Moment = now,
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = child,
            Actor = actor,
            Source = madeBy,
            Recipient = madeFor,
            Purpose = purpose,
            Details = new Dictionary<string, string> { ["act"] = "GATE", ["gate"] = kind },
        };
        var step = new RegisterStep(database, child, db => db.Gates.Add(new GateRow
        {
            Reference = reference,
            Kind = kind,
            ChildId = child.Value,
            MadeBy = madeBy.Value,
            MadeFor = madeFor.Value,
            Purpose = purpose.Code,
            MadeAt = now,
        }));
        return await log.AppendAsync(entry, step, ct) is AppendedEntry.Written
            ? reference
            : throw new InvalidOperationException("The child is not in the register.");
    }

    /// <summary>Every open record about a child, for the family to see.</summary>
    public async Task<IReadOnlyList<GateRow>> OfChildAsync(ChildReference child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Gates.AsNoTracking().Where(row => row.ChildId == child.Value && row.EndedAt == null).OrderBy(row => row.Reference).ToListAsync(ct);
    }
}
