using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Retention;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.ConsentRegister;

/// <summary>What may be kept no longer goes, on the day and not before it, once over all nodes, and each time a certificate stands in the log.</summary>
public abstract class RetentionContract(BrokerFixture host) : IAsyncLifetime
{
    private static readonly AuditActor Operator = new("test", "OPERATOR", null);
    private static readonly ChildReference Child = new("sandbox-1");
    private static readonly DateOnly Closed = new(2026, 11, 25);
    private static readonly DateTimeOffset AfterClosing = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Fact]
    public async Task Each_term_ends_on_its_day_and_leaves_one_certificate()
    {
        await RecordAsync();
        var facts = await FactsAsync();
        var swvGates = await CountAsync(db => db.Gates.Where(row => row.ChildId == Child.Value && (row.Kind == GateBook.SchoolRequest || row.Kind == GateBook.ArrangementApplication) && row.MadeAt < AfterClosing));
        Assert.True(swvGates > 0);

        Assert.Equal(1, await RunAsync(new DateTimeOffset(2029, 11, 25, 12, 0, 0, TimeSpan.Zero)));   // the last day of three years: only the code that lapsed goes
        Assert.Equal(["CODES_EXPIRED"], await CertificatesAsync());

        await Task.WhenAll(RunAsync(new DateTimeOffset(2029, 11, 26, 12, 0, 0, TimeSpan.Zero)), RunAsync(new DateTimeOffset(2029, 11, 26, 12, 0, 0, TimeSpan.Zero)));
        Assert.Equal(["CODES_EXPIRED", "SWV_RIGHTS_ENDED"], await CertificatesAsync());
        Assert.Equal(0, await CountAsync(db => db.Gates.Where(row => row.ChildId == Child.Value && row.Kind == GateBook.SchoolRequest && row.MadeAt < AfterClosing)));

        await RunAsync(new DateTimeOffset(2031, 12, 1, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(["CODES_EXPIRED", "COUPLINGS_EXPIRED", "FACTS_SUPERSEDED", "SWV_RIGHTS_ENDED"], await CertificatesAsync());
        Assert.Equal(facts - 1, await FactsAsync());   // the younger of two that say the same stays

        Assert.Equal(0, await RunAsync(new DateTimeOffset(2031, 12, 1, 12, 0, 0, TimeSpan.Zero)));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private async Task RecordAsync()
    {
        var book = host.Broker.Services.GetRequiredService<ChildBook>();
        await book.RecordAsync(Child, FactKind.Assessment, "", new AssessmentFact(Closed), new OrganisationId("swv-oost"), "test", DateTimeOffset.UtcNow, Operator, Ct);
        await using var db = await ContextAsync();
        var birth = await db.Facts.AsNoTracking().FirstAsync(row => row.ChildId == Child.Value && row.Kind == "Birth", Ct);
        db.Facts.Add(new FactRow
        {
            Id = Guid.NewGuid(),
            ChildId = birth.ChildId,
            Kind = birth.Kind,
            Subject = birth.Subject,
            Body = birth.Body,
            RecordedBy = birth.RecordedBy,
            Source = birth.Source,
            ObservedAt = birth.ObservedAt,
            RecordedAt = birth.RecordedAt.AddDays(-1),
        });
        var moment = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        db.CouplingCodes.Add(new CouplingCodeRow { Lookup = [1, 2, 3], Id = Guid.NewGuid(), OrganisationId = "school-so", WrappedNumber = [1], CreatedAt = moment, ExpiresAt = moment.AddDays(7) });
        db.Couplings.Add(new CouplingRow { OrganisationId = "school-so", System = "old", Lookup = [4, 5, 6], ChildId = Child.Value, Value = [1], CreatedAt = moment, EndedAt = moment.AddDays(1) });
        await db.SaveChangesAsync(Ct);
    }

    private Task<int> RunAsync(DateTimeOffset now)
    {
        var services = host.Broker.Services;
        var clock = new ShiftedClock(now);
        var erasure = ActivatorUtilities.CreateInstance<LogErasure>(services, clock);
        return ActivatorUtilities.CreateInstance<RetentionJobs>(services, erasure, clock).RunAsync(Ct);
    }

    /// <summary>Which acts stand in the log as certificates, each as often as it stands there.</summary>
    private async Task<string[]> CertificatesAsync()
    {
        var acts = new List<string>();
        await foreach (var record in host.Broker.Services.GetRequiredService<LogReader>().AllAsync(new LogQuery { Kind = AuditKind.Erasure }, Ct))
        {
            if (record.Entry?.Details.TryGetValue("act", out var act) is true)
            {
                acts.Add(act);
            }
        }

        return [.. acts.Order(StringComparer.Ordinal)];
    }

    private Task<int> FactsAsync() => CountAsync(db => db.Facts.Where(row => row.ChildId == Child.Value && row.Kind == "Birth"));

    private async Task<int> CountAsync<T>(Func<BrokerDbContext, IQueryable<T>> which)
    {
        await using var db = await ContextAsync();
        return await which(db).CountAsync(Ct);
    }

    private Task<BrokerDbContext> ContextAsync() => host.Broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
}

public sealed class RetentionOnSqlite(SqliteBroker host) : RetentionContract(host), IClassFixture<SqliteBroker>;

public sealed class RetentionOnPostgres(PostgresBroker host) : RetentionContract(host), IClassFixture<PostgresBroker>;
