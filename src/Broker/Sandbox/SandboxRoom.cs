using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Sandbox.Families;
using ZioExchange.Broker.Sandbox.Hosts;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox;

/// <summary>The sandbox: a synthetic region in the register and five source systems on loopback. Development only; there is no way to have it in Production.</summary>
public sealed class SandboxRoom(
    BrokerSettings settings, IHostEnvironment environment, IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, MasterKey master, IAuditLog log, Policy policy, TimeProvider clock)
    : IAsyncDisposable
{
    private SandboxSourceHosts? _sources;

    public SandboxRegion Region { get; } = SandboxRegion.Create(DutchCalendar.DayOf(clock.GetUtcNow()));

    /// <summary>How a test makes a source misbehave.</summary>
    public SourceFaults Faults => _sources?.Faults ?? throw new InvalidOperationException("The sandbox is not prepared.");

    /// <summary>Starts the sources, fills an empty register, writes <c>families.json</c>.</summary>
    /// <exception cref="ConfigurationFaultException">The database holds children that are not synthetic.</exception>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await RefuseRealPeopleAsync(ct);
        var folder = Path.Combine(settings.DataPath, "sandbox");
        System.IO.Directory.CreateDirectory(folder);
        var secrets = SandboxSecrets.LoadOrCreate(Region, Path.Combine(folder, "source-secrets.json"));
        _sources = await SandboxSourceHosts.StartAsync(Region, secrets, new SandboxSourceOptions(), environment, ct);

        await SeedRegionAsync(ct);
        await RegisterSourcesAsync(_sources, ct);
        await FamiliesFile.WriteAsync(Region, Path.Combine(folder, "families.json"), ct);
    }

    /// <summary>Fills the register with more families of the shapes of the region, numbered from 13; those that are there stay as they are.</summary>
    /// <param name="progress">Told how many are done.</param>
    /// <exception cref="ConfigurationFaultException">The database holds children that are not synthetic.</exception>
    public async Task FillAsync(int families, int seed, IProgress<int> progress, CancellationToken ct)
    {
        await RefuseRealPeopleAsync(ct);
        var seeder = await SeedRegionAsync(ct);
        await seeder.SeedManyAsync(SyntheticFamilies.More(Region.Children.Count + 1, families, seed, Region.Calendar), progress, ct);
    }

    public string Announcement(string address) => SandboxAnnouncement.Text(Region, address);

    public async ValueTask DisposeAsync()
    {
        if (_sources is not null)
        {
            await _sources.DisposeAsync();
        }
    }

    private async Task<SandboxSeeder> SeedRegionAsync(CancellationToken ct)
    {
        var seeder = new SandboxSeeder(contexts, database, master, log, clock);
        await seeder.SeedAsync(Region, new SandboxKeys(settings.DataPath), [.. policy.Rows.Where(row => row.InForce).Select(row => row.Id)], ct);
        return seeder;
    }

    private async Task RefuseRealPeopleAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Children.AnyAsync(row => !row.Id.StartsWith(SyntheticPeople.Prefix), ct))
        {
            throw new ConfigurationFaultException(["This database holds children that are not of the sandbox. Development never runs on real people: name another database, or set ASPNETCORE_ENVIRONMENT=Production."]);
        }
    }

    // The loopback ports differ at each start.
    private async Task RegisterSourcesAsync(SandboxSourceHosts sources, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.SourceEndpoints.ExecuteDeleteAsync(ct);
        db.SourceEndpoints.AddRange(sources.Endpoints.Select(endpoint => new SourceEndpointRow
        {
            OrganisationId = endpoint.Key,
            Kind = endpoint.Value.Kind.ToString(),
            Address = endpoint.Value.BaseAddress.AbsoluteUri,
            WrappedSecret = master.Wrap(Encoding.UTF8.GetBytes(endpoint.Value.RevealSecret()), SourceRegistry.Label(endpoint.Key)),
        }));
        await db.SaveChangesAsync(ct);
    }
}
