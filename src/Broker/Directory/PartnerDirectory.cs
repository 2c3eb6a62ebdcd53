using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>Who takes part: organisations, their people's roles, their keys and what they acceded to.</summary>
/// <remarks>
/// What was read is remembered for as long as the database says that nothing changed: each call asks for the version first (one row),
/// so an end counts at once on every node. Roles are not remembered; they are many, and one of them is one row away.
/// </remarks>
public sealed class PartnerDirectory(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master) : IPartnerClients, IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile DirectoryView? _view;

    /// <summary>The directory as it stands now.</summary>
    public async ValueTask<DirectoryView> CurrentAsync(CancellationToken ct) => await AtAsync(await database.DirectoryVersionAsync(ct), ct);

    /// <summary>The directory at a version that was read from the database, or a later one.</summary>
    public async ValueTask<DirectoryView> AtAsync(long version, CancellationToken ct)
    {
        if (_view is { } known && known.Version >= version)
        {
            return known;
        }

        await _reading.WaitAsync(ct);
        try
        {
            if (_view is { } view && view.Version >= version)
            {
                return view;
            }

            await using var db = await contexts.CreateDbContextAsync(ct);
            return _view = new DirectoryView(await DirectoryRows.ReadAsync(db, ct), master);
        }
        finally
        {
            _reading.Release();
        }
    }

    public async Task<PartnerClient?> FindAsync(string clientId, CancellationToken ct) => (await CurrentAsync(ct)).Client(clientId);

    /// <returns>Null when nobody who takes part is known under this identifier.</returns>
    public async Task<Organisation?> FindByIdentifierAsync(string system, string value, CancellationToken ct) => (await CurrentAsync(ct)).FindByIdentifier(system, value);

    public async Task<Organisation?> FindOrganisationAsync(OrganisationId id, CancellationToken ct) => (await CurrentAsync(ct)).Find(id);

    public async Task<IReadOnlyList<Organisation>> AllAsync(CancellationToken ct) => (await CurrentAsync(ct)).All;

    /// <summary>The matrix rows an organisation has switched on for this day (law/RULES.md section 4): all its accessions together.</summary>
    public async Task<IReadOnlySet<string>> AccededRowsAsync(OrganisationId organisation, DateOnly day, CancellationToken ct) =>
        (await CurrentAsync(ct)).AccededRows(organisation, day);

    public void Dispose() => _reading.Dispose();
}
