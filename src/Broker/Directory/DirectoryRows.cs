using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Directory;

/// <summary>The rows of the directory that hold now, with their version, read at one moment.</summary>
internal sealed record DirectoryRows(
    long Version,
    IReadOnlyList<OrganisationRow> Organisations,
    IReadOnlyList<OrganisationIdentifierRow> Identifiers,
    IReadOnlyList<ClientKeyRow> Keys,
    IReadOnlyList<AccessionRow> Accessions,
    IReadOnlyList<SourceEndpointRow> Endpoints)
{
    public static async Task<DirectoryRows> ReadAsync(BrokerDbContext db, CancellationToken ct)
    {
        await using var moment = await db.BeginSnapshotAsync(ct);
        var rows = new DirectoryRows(
            await db.DirectoryVersionAsync(ct),
            await db.Organisations.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync(ct),
            await db.OrganisationIdentifiers.AsNoTracking().ToListAsync(ct),
            await db.ClientKeys.AsNoTracking().Where(row => row.RetiredAt == null).ToListAsync(ct),
            await db.Accessions.AsNoTracking().Where(row => row.WithdrawnAt == null).ToListAsync(ct),
            await db.SourceEndpoints.AsNoTracking().ToListAsync(ct));
        await moment.CommitAsync(ct);
        return rows;
    }
}
