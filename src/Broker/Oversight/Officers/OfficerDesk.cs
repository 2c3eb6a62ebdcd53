using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight;

/// <summary>Lets officers in. Who is an officer stands in the directory: a professional registered by the organisation as FG or PRIVACY_OFFICER.</summary>
public sealed class OfficerDesk(
    IServiceProvider services, IHostEnvironment environment, IDbContextFactory<BrokerDbContext> contexts, PartnerDirectory directory, MasterKey master, IAuditLog log, TimeProvider clock)
{
    private static readonly (string Code, OfficerRole Role)[] Roles = [("FG", OfficerRole.Fg), ("PRIVACY_OFFICER", OfficerRole.PrivacyOfficer)];

    /// <summary>Empty outside the sandbox, and as soon as the database holds a child that is not synthetic.</summary>
    public async Task<IReadOnlyList<OfficerPersona>> PersonasAsync(CancellationToken ct)
    {
        if (!environment.IsDevelopment() || services.GetService<ISyntheticPeople>() is not { } synthetic || !await synthetic.AreAllThereIsAsync(ct))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);

        var names = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id.Value, organisation => organisation.Name);
        var people = await db.Professionals.AsNoTracking().Where(row => (row.Role == "FG" || row.Role == "PRIVACY_OFFICER") && row.EndedAt == null).ToListAsync(ct);
        return [.. people.Where(row => names.ContainsKey(row.OrganisationId)).OrderBy(row => names[row.OrganisationId], StringComparer.Ordinal).ThenBy(row => row.Role, StringComparer.Ordinal)
            .Select(row => new OfficerPersona(row.Id, row.OrganisationId, names[row.OrganisationId], RoleOf(row.Role)))];
    }

    /// <summary>A session for a registered officer, logged; null, and logged, when the directory knows no such officer.</summary>
    public async Task<OfficerSession?> AdmitAsync(OrganisationId organisation, string professional, OfficerRole role, string method, CancellationToken ct)
    {
        var session = new OfficerSession(organisation, role, PseudonymOf(organisation, professional), method);
        var known = await directory.HoldsRoleAsync(organisation, professional, new Role(session.RoleCode), ct);
        await WriteAsync(session, known ? AuditOutcome.Success : AuditOutcome.Failure, known ? null : "UNKNOWN_OFFICER", "SIGN_IN", ct);
        return known ? session : null;
    }

    public Task SignedOutAsync(OfficerSession session, CancellationToken ct) => WriteAsync(session, AuditOutcome.Success, null, "SIGNED_OUT", ct);

    /// <summary>Asked at each request: who lost the role loses the session.</summary>
    public async Task<bool> StillHoldsAsync(OfficerSession session, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var holders = await db.Professionals.AsNoTracking()
            .Where(row => row.OrganisationId == session.Organisation.Value && row.Role == session.RoleCode && row.EndedAt == null).Select(row => row.Id).ToListAsync(ct);
        return holders.Exists(id => PseudonymOf(session.Organisation, id) == session.Pseudonym);
    }

    /// <summary>As in the log entries of an exchange.</summary>
    private string PseudonymOf(OrganisationId organisation, string professional) =>
        Convert.ToHexStringLower(master.Lookup("actor", organisation.Value, professional))[..32];

    private static OfficerRole RoleOf(string code) => Array.Find(Roles, role => role.Code == code).Role;

    private async Task WriteAsync(OfficerSession session, AuditOutcome outcome, string? reason, string act, CancellationToken ct) => await log.AppendAsync(
        new AuditEntry
        {
            Kind = AuditKind.SignIn,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = outcome,
            ReasonCode = reason,
            Actor = session.Actor,
            Source = session.Organisation,
            Details = new Dictionary<string, string> { ["act"] = act },
        }, step: null, ct);
}
