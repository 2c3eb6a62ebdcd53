using System.Diagnostics;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>A change with an Idempotency-Key of which nobody knows how it ended: sent again it is never made twice, and made when it was not.</summary>
public sealed class UnknownOutcomeTests(LiveBroker broker)
{
    private readonly string _key = Guid.NewGuid().ToString();
    private int _made;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_that_leaves_does_not_stop_its_change_and_hears_the_answer_when_it_comes_again()
    {
        using var left = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(MakeAsync, left));
        var (status, text) = await SendAsync(MakeAsync);
        Assert.Equal((201, "made", 1), (status, text, _made));

        async Task MakeAsync(HttpContext http)
        {
            await left.CancelAsync();
            http.RequestAborted.ThrowIfCancellationRequested();
            await MadeAsync(http);
        }
    }

    [Fact]
    public async Task A_change_that_the_log_shows_is_not_made_again_though_its_answer_was_lost()
    {
        await Assert.ThrowsAsync<AuditUnavailableException>(() => SendAsync(async http =>
        {
            await MadeAsync(http);
            throw new AuditUnavailableException("Not known to be durable.");
        }));
        var (status, text) = await SendAsync(MadeAsync);
        Assert.Equal((409, 1), (status, _made));
        Assert.Contains("was carried out", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_the_log_does_not_show_is_made_when_it_is_sent_again()
    {
        await Assert.ThrowsAsync<AuditUnavailableException>(() => SendAsync(_ => throw new AuditUnavailableException("The database is away.")));
        Assert.Equal((201, "made"), await SendAsync(MadeAsync));
        Assert.Equal((201, "made"), await SendAsync(MadeAsync));
        Assert.Equal(1, _made);
    }

    [Theory]
    [InlineData(true, 409)]
    [InlineData(false, 201)]
    public async Task What_a_node_that_died_left_behind_is_looked_up_once_its_time_is_over(bool wasMade, int status)
    {
        using var died = new CancellationTokenSource();
        _ = SendAsync(async http =>
        {
            await (wasMade ? MadeAsync(http) : Task.CompletedTask);
            await died.CancelAsync();
            await Task.Delay(Timeout.Infinite, Ct);
        }).ContinueWith(_ => { }, TaskScheduler.Default);
        await Task.Delay(Timeout.Infinite, died.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(409, (await SendAsync(MadeAsync)).Status);

        await using (var db = await (await broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct))
        {
            var row = await db.IdempotentAnswers.SingleAsync(row => row.Key == _key, Ct);
            row.KeepUntil -= TimeSpan.FromMinutes(3);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal(status, (await SendAsync(MadeAsync)).Status);
        Assert.Equal(1, _made);
    }

    /// <summary>Makes a change as every change is made: with an entry in the log.</summary>
    private async Task MadeAsync(HttpContext http)
    {
        _made++;
        var entry = new AuditEntry
        {
            Kind = AuditKind.FactChange,
            Moment = DateTimeOffset.UtcNow,
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Actor = new AuditActor("swv-oost", "PARTNER_SYSTEM", new("swv-oost")),
            Details = new Dictionary<string, string> { ["act"] = "TEST" },
        };
        await http.RequestServices.GetRequiredService<IAuditLog>().AppendAsync(entry, step: null, Ct);
        http.Response.StatusCode = 201;
        await http.Response.WriteAsync("made", Ct);
    }

    private async Task<(int Status, string Text)> SendAsync(RequestDelegate change, CancellationTokenSource? caller = null)
    {
        using var trace = new Activity("request").Start();
        var services = await broker.ServicesAsync();
        using var answer = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services, User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("client_id", "swv-oost")])) };
        (http.Request.Method, http.Request.Path, http.Request.Body, http.Response.Body) = ("POST", "/api/v1/feiten", new MemoryStream("{}"u8.ToArray()), answer);
        http.Request.Headers["Idempotency-Key"] = _key;
        http.RequestAborted = caller?.Token ?? Ct;
        await new Broker.ConsentRegister.Api.Conventions.IdempotentAnswers(change, services.GetRequiredService<IdempotencyBook>()).InvokeAsync(http);
        return (http.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }
}
