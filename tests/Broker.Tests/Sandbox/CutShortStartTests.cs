using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>A first start that was killed half-way.</summary>
public sealed class CutShortStartTests
{
    [Fact]
    public async Task The_next_start_completes_the_register_and_leaves_alone_what_is_there()
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = System.IO.Directory.CreateTempSubdirectory("zio-cut-").FullName;
        string[] first;
        await using (var app = Build(folder))
        {
            var services = app.Services;
            await Migrations.ApplyAsync(services.GetRequiredService<BrokerDatabase>(), ct);
            var room = services.GetRequiredService<SandboxRoom>();
            var contexts = services.GetRequiredService<IDbContextFactory<BrokerDbContext>>();
            var dying = new SandboxSeeder(
                contexts, services.GetRequiredService<BrokerDatabase>(), services.GetRequiredService<MasterKey>(), new LogThatDies(services.GetRequiredService<IAuditLog>(), after: 3), services.GetRequiredService<TimeProvider>());

            await Assert.ThrowsAsync<AuditUnavailableException>(() => dying.SeedAsync(room.Region, new SandboxKeys(folder), ["M01"], ct));

            await using var db = await contexts.CreateDbContextAsync(ct);
            Assert.Equal((4, 3), (await db.Children.CountAsync(ct), await db.Children.CountAsync(row => row.ConsentVersion > 0, ct)));
            first = await GrantsOfFirstAsync(db);
        }

        await using (var app = Build(folder))
        {
            await Startup.PrepareAsync(app, ct);

            await using var db = await app.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(ct);
            Assert.Equal((12, 12), (await db.Children.CountAsync(ct), await db.Children.CountAsync(row => row.ConsentVersion > 0, ct)));
            Assert.Equal(12, await db.Facts.Where(row => row.Kind == "Birth").CountAsync(ct));
            Assert.Equal(first, await GrantsOfFirstAsync(db));
        }

        System.IO.Directory.Delete(folder, recursive: true);

        async Task<string[]> GrantsOfFirstAsync(BrokerDbContext db) =>
            [.. (await db.Grants.AsNoTracking().Where(row => row.ChildId == "sandbox-1").ToListAsync(ct)).Select(row => row.Id.ToString()).Order(StringComparer.Ordinal)];
    }

    private static WebApplication Build(string folder) =>
        BrokerHost.Build(["--environment", "Development", "--urls", "http://127.0.0.1:0", "--Data:Path", folder, "--now", "2026-11-24T10:00:00+01:00"]);

    private sealed class LogThatDies(IAuditLog log, int after) : IAuditLog
    {
        private int _entries;

        public Task<AppendedEntry> AppendAsync(AuditEntry entry, ICommitStep? step, CancellationToken ct) =>
            Interlocked.Increment(ref _entries) > after ? throw new AuditUnavailableException("killed") : log.AppendAsync(entry, step, ct);
    }
}
