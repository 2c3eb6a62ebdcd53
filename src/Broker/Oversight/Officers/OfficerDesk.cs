using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight;

/// <summary>Lets officers in. Who is an officer stands in the directory: a professional registered by the organisation as FG, PRIVACY_OFFICER or BALIEMEDEWERKER.</summary>
public sealed class OfficerDesk(
    IServiceProvider services, IHostEnvironment environment, IDbContextFactory<BrokerDbContext> contexts, PartnerDirectory directory, MasterKey master, IAuditLog log, TimeProvider clock)
{
    private static readonly (string Code, OfficerRole Role)[] Roles = [("FG", OfficerRole.Fg), ("PRIVACY_OFFICER", OfficerRole.PrivacyOfficer), (OfficerSession.DeskRole, OfficerRole.Desk)];

    private static readonly string[] RoleCodes = [.. Roles.Select(role => role.Code)];

    /// <summary>Empty outside the sandbox, and as soon as the database holds a child that is not synthetic.</summary>
    public async Task<IReadOnlyList<OfficerPersona>> PersonasAsync(CancellationToken ct)
    {
        if (!environment.IsDevelopment() || services.GetService<ISyntheticPeople>() is not { } synthetic || !await synthetic.AreAllThereIsAsync(ct))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);

        var names = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id.Value, organisation => organisation.Name);
        var people = await db.Professionals.AsNoTracking().Where(row => RoleCodes.Contains(row.Role) && row.EndedAt == null).ToListAsync(ct);
        return [.. people.Where(row => names.ContainsKey(row.OrganisationId)).OrderBy(row => names[row.OrganisationId], StringComparer.Ordinal).ThenBy(row => row.Role, StringComparer.Ordinal)
            .Select(row => new OfficerPersona(row.Id, row.OrganisationId, names[row.OrganisationId], RoleOf(row.Role)))];
    }

    /// <param name="system">Of the identifier; null for the broker's own id.</param>
    /// <returns>Null when nobody who takes part is known by it.</returns>
    public async Task<OrganisationId?> OrganisationAsync(string? system, string identifier, CancellationToken ct) =>
        (system is null ? await directory.FindOrganisationAsync(new OrganisationId(identifier), ct) : await directory.FindByIdentifierAsync(system, identifier, ct))?.Id;

    /// <summary>A session in the role that the organisation registered. Either way the log has an entry first.</summary>
    /// <param name="organisation">Null: unknown here.</param>
    /// <param name="factors">How many the identity provider vouches for.</param>
    /// <returns>A session, or why not: UNKNOWN_ORGANISATION, UNKNOWN_OFFICER, TWO_ROLES or ONE_FACTOR.</returns>
    /// <remarks>Nobody is both: an FG who operates would judge their own work (AVG art. 38 lid 6).</remarks>
    public async Task<(OfficerSession? Session, string? Refusal)> AdmitAsync(OrganisationId? organisation, string professional, int factors, string method, CancellationToken ct)
    {
        if (organisation is not { } known)
        {
            await WriteAsync(null, null, "UNKNOWN_ORGANISATION", "SIGN_IN", ct);
            return (null, "UNKNOWN_ORGANISATION");
        }

        var pseudonym = PseudonymOf(known, professional);
        var roles = await RolesAsync(known, pseudonym, ct);
        var refusal = roles.Count == 0 ? "UNKNOWN_OFFICER" : roles.Count > 1 ? "TWO_ROLES" : factors < 2 ? "ONE_FACTOR" : null;
        var session = refusal is null ? new OfficerSession(known, RoleOf(roles[0]), pseudonym, method) : null;
        await WriteAsync(known, session?.Actor ?? new AuditActor(pseudonym, "UNKNOWN", known) { AssuranceLevel = factors < 2 ? "ONE_FACTOR" : "TWO_FACTORS", AuthenticationMethod = method }, refusal, "SIGN_IN", ct);
        return (session, refusal);
    }

    /// <summary>A sign-in that failed before it was known who it was.</summary>
    public Task FailedAsync(string reason, CancellationToken ct) => WriteAsync(null, null, reason, "SIGN_IN", ct);

    public Task SignedOutAsync(OfficerSession session, CancellationToken ct) => WriteAsync(session.Organisation, session.Actor, null, "SIGNED_OUT", ct);

    /// <summary>Asked at each request: who lost the role, or was given the other one too, loses the session.</summary>
    public async Task<bool> StillHoldsAsync(OfficerSession session, CancellationToken ct) =>
        await RolesAsync(session.Organisation, session.Pseudonym, ct) is [var role] && role == session.RoleCode;

    private async Task<IReadOnlyList<string>> RolesAsync(OrganisationId organisation, string pseudonym, CancellationToken ct)
    {
        if (await directory.FindOrganisationAsync(organisation, ct) is null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var officers = await db.Professionals.AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && RoleCodes.Contains(row.Role) && row.EndedAt == null).ToListAsync(ct);
        return [.. officers.Where(row => PseudonymOf(organisation, row.Id) == pseudonym).Select(row => row.Role).Distinct()];
    }

    /// <summary>As in the log entries of an exchange.</summary>
    private string PseudonymOf(OrganisationId organisation, string professional) =>
        Convert.ToHexStringLower(master.Lookup("actor", organisation.Value, professional))[..32];

    private static OfficerRole RoleOf(string code) => Array.Find(Roles, role => role.Code == code).Role;

    private async Task WriteAsync(OrganisationId? organisation, AuditActor? actor, string? reason, string act, CancellationToken ct) => await log.AppendAsync(
        new AuditEntry
        {
            Kind = AuditKind.SignIn,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = reason is null ? AuditOutcome.Success : AuditOutcome.Failure,
            ReasonCode = reason,
            Actor = actor,
            Source = organisation,
            Details = new Dictionary<string, string> { ["act"] = act },
        }, step: null, ct);
}
