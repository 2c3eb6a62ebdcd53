using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>Who takes part: organisations, their people's roles, their keys and what they acceded to. Read from the database each time, so that an end counts at once.</summary>
public sealed class PartnerDirectory(IDbContextFactory<BrokerDbContext> contexts) : IPartnerClients
{
    public async Task<PartnerClient?> FindAsync(string clientId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == clientId && row.EndedAt == null, ct);
        if (organisation is null)
        {
            return null;
        }

        var keys = await db.ClientKeys.AsNoTracking().Where(row => row.OrganisationId == clientId && row.RetiredAt == null).ToListAsync(ct);
        return new PartnerClient(
            new OrganisationId(organisation.Id), new PartyType(organisation.Party), [.. keys.Select(row => new JsonWebKey(row.Jwk) { Kid = row.Kid })]);
    }

    /// <returns>Null when nobody who takes part is known under this identifier.</returns>
    public async Task<Organisation?> FindByIdentifierAsync(string system, string value, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var id = await db.OrganisationIdentifiers.AsNoTracking()
            .Where(row => row.System == system && row.Value == value).Select(row => row.OrganisationId).SingleOrDefaultAsync(ct);
        return id is null ? null : await FindAsync(db, id, ct);
    }

    public async Task<Organisation?> FindOrganisationAsync(OrganisationId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, id.Value, ct);
    }

    public async Task<IReadOnlyList<Organisation>> AllAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Organisations.AsNoTracking().Where(row => row.EndedAt == null).OrderBy(row => row.Id).ToListAsync(ct);
        var identifiers = await db.OrganisationIdentifiers.AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(row => ToOrganisation(row, identifiers.Where(identifier => identifier.OrganisationId == row.Id)))];
    }

    /// <summary>Whether the organisation registered this person in this role. What a request claims about its professional counts for nothing else.</summary>
    public async Task<bool> HoldsRoleAsync(OrganisationId organisation, string professional, Role role, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Professionals.AnyAsync(
            row => row.OrganisationId == organisation.Value && row.Id == professional && row.Role == role.Code && row.EndedAt == null
                && db.Organisations.Any(owner => owner.Id == row.OrganisationId && owner.EndedAt == null), ct);
    }

    /// <summary>The matrix rows an organisation has switched on for this day (law/RULES.md section 4): all its accessions together.</summary>
    public async Task<IReadOnlySet<string>> AccededRowsAsync(OrganisationId organisation, DateOnly day, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Accessions.AsNoTracking()
            .Where(row => row.OrganisationId == organisation.Value && row.WithdrawnAt == null && row.ValidFrom <= day && day <= row.ValidUntil)
            .Select(row => row.Rows).ToListAsync(ct);
        return rows.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<Organisation?> FindAsync(BrokerDbContext db, string id, CancellationToken ct)
    {
        var row = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null, ct);
        return row is null
            ? null
            : ToOrganisation(row, await db.OrganisationIdentifiers.AsNoTracking().Where(identifier => identifier.OrganisationId == id).ToListAsync(ct));
    }

    private static Organisation ToOrganisation(OrganisationRow row, IEnumerable<OrganisationIdentifierRow> identifiers) => new(
        new OrganisationId(row.Id), new PartyType(row.Party), row.Name, row.FgContact, row.IsCareProvider,
        [.. identifiers.Select(identifier => new OrganisationIdentifier(identifier.System, identifier.Value))]);
}
