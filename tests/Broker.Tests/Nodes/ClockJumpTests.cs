using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using ZioExchange.Broker.ConsentRegister.Retention;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Broker.Tests.Exchange.Push;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A node whose wall clock jumps deletes nothing by date until the clock has run evenly for an hour.</summary>
public sealed class ClockJumpTests(ClockJumpTests.Host host) : IClassFixture<ClockJumpTests.Host>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_jump_of_a_day_is_doubted_for_an_hour_and_a_clock_that_runs_evenly_never(int days)
    {
        var clock = new JumpingClock();
        var watch = new ClockWatch(clock);
        clock.Pass(TimeSpan.FromDays(3));
        Assert.True(watch.IsEven());

        clock.Jump(TimeSpan.FromDays(days));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(59));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.True(watch.IsEven());
    }

    [Fact]
    public void The_way_back_is_a_jump_too()
    {
        var clock = new JumpingClock();
        var watch = new ClockWatch(clock);
        clock.Jump(TimeSpan.FromDays(1));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(50));
        clock.Jump(TimeSpan.FromDays(-1));
        Assert.False(watch.IsEven());
        clock.Pass(TimeSpan.FromMinutes(50));
        Assert.False(watch.IsEven());
    }

    [Fact]
    public async Task Housekeeping_keeps_what_was_used_once_while_the_clock_is_doubted()
    {
        var services = (await host.StartAsync()).Services;
        await using var uses = new SingleUse(services.GetRequiredService<BrokerDatabase>());
        var clock = new JumpingClock();
        await uses.TryUseAsync("issuer", "jti", clock.GetUtcNow().AddMinutes(5), Ct);
        await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        await db.ClaimAnswerAsync("school-so", "key", [1], 0, "trace", clock.GetUtcNow().AddMinutes(5), Ct);
        using var housekeeping = ActivatorUtilities.CreateInstance<Housekeeping>(services, new IdentityClock(clock), new ClockWatch(clock));

        clock.Jump(TimeSpan.FromDays(1));
        await housekeeping.RoundAsync(Ct);
        clock.Jump(TimeSpan.FromDays(-1));
        Assert.False(await uses.TryUseAsync("issuer", "jti", clock.GetUtcNow().AddMinutes(5), Ct));
        Assert.False(await db.ClaimAnswerAsync("school-so", "key", [1], 0, "trace", clock.GetUtcNow().AddMinutes(5), Ct));

        clock.Pass(TimeSpan.FromHours(2));
        await housekeeping.RoundAsync(Ct);   // finds the way back
        clock.Pass(TimeSpan.FromHours(2));
        await housekeeping.RoundAsync(Ct);
        Assert.True(await uses.TryUseAsync("issuer", "jti", clock.GetUtcNow().AddMinutes(5), Ct));
        Assert.True(await db.ClaimAnswerAsync("school-so", "key", [1], 0, "trace", clock.GetUtcNow().AddMinutes(5), Ct));
    }

    [Fact]
    public async Task Messages_that_wait_keep_their_content_while_the_clock_is_doubted()
    {
        var services = (await host.StartAsync()).Services;
        await StopAsync<PushDispatch>(services);
        var (receipt, _, _) = await Pushes.SendAsync(services, services.GetRequiredService<SandboxRoom>().Region, () => Task.CompletedTask, Ct);
        await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        var row = db.PushedDossiers.AsNoTracking().Where(row => row.Id == receipt!.Value);
        await row.ExecuteUpdateAsync(each => each.SetProperty(one => one.KeepUntil, DateTimeOffset.UnixEpoch), Ct);

        await ActivatorUtilities.CreateInstance<PushBox>(services, Doubted()).EmptyLapsedAsync(Ct);
        Assert.NotEmpty((await row.SingleAsync(Ct)).Sealed);
        await ActivatorUtilities.CreateInstance<PushBox>(services, Even()).EmptyLapsedAsync(Ct);
        Assert.Empty((await row.SingleAsync(Ct)).Sealed);
    }

    [Fact]
    public async Task Exports_keep_their_pieces_while_the_clock_is_doubted()
    {
        var services = (await host.StartAsync()).Services;
        await StopAsync<OversightWorker>(services);
        await using var db = new OversightDb(services.GetRequiredService<BrokerDatabase>());
        db.Exports.Add(new ExportRow { Id = "old", Organisation = "swv-oost", AskedBy = "officer", AskedRole = "FG", AskedAt = 1, Reason = "REVIEW", Format = "Csv", Question = "2026-11-24/2026-11-24", State = "DONE", Written = 1, ResumeAt = "2026-11-24", Parts = 1, FinishedAt = 1 });
        db.ExportParts.Add(new ExportPartRow { Export = "old", Part = 0, Body = [1] });
        await db.SaveChangesAsync(Ct);

        var doubting = ActivatorUtilities.CreateInstance<ExportBook>(services, Doubted());
        await doubting.StepAsync(Ct);
        Assert.True(await db.ExportParts.AnyAsync(part => part.Export == "old", Ct));
        Assert.Null(await doubting.FetchAsync(new OfficerSession(new("swv-oost"), OfficerRole.Fg, "officer", "SANDBOX"), "old", Ct));   // kept, and fetched no more
        await ActivatorUtilities.CreateInstance<ExportBook>(services, Even()).StepAsync(Ct);
        Assert.False(await db.ExportParts.AnyAsync(part => part.Export == "old", Ct));
    }

    [Fact]
    public async Task Retention_waits_while_the_clock_is_doubted()
    {
        var services = (await host.StartAsync()).Services;
        await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        var code = new CouplingCodeRow { Lookup = [1, 2, 3], Id = Guid.NewGuid(), OrganisationId = "school-so", WrappedNumber = [1], CreatedAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch };
        db.CouplingCodes.Add(code);
        await db.SaveChangesAsync(Ct);

        using var doubting = ActivatorUtilities.CreateInstance<RetentionWorker>(services, Doubted());
        await doubting.RoundAsync(Ct);
        Assert.True(await db.CouplingCodes.AnyAsync(row => row.Id == code.Id, Ct));
        using var even = ActivatorUtilities.CreateInstance<RetentionWorker>(services, Even());
        await even.RoundAsync(Ct);
        Assert.False(await db.CouplingCodes.AnyAsync(row => row.Id == code.Id, Ct));
    }

    private static ClockWatch Even() => new(new JumpingClock());

    private static ClockWatch Doubted()
    {
        var clock = new JumpingClock();
        var watch = new ClockWatch(clock);
        clock.Jump(TimeSpan.FromDays(1));
        return watch;
    }

    private static Task StopAsync<T>(IServiceProvider services)
        where T : IHostedService => services.GetServices<IHostedService>().OfType<T>().Single().StopAsync(Ct);

    public sealed class Host : BrokerFixture
    {
        protected override Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>([]);
    }
}
