using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Who tries out a partner's client id stands in the log, and cannot fill it.</summary>
public sealed class RefusedClientsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_assertion_is_written_down_with_the_partner_that_it_claims_to_be_and_no_other_text_of_its_own()
    {
        await using var broker = new LiveBroker();
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        Assert.Equal(200, (await request.SendAsync(Ct)).Status);
        Assert.Empty(await FailuresAsync(broker));

        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));   // used before
        var failure = Assert.Single(await FailuresAsync(broker));
        Assert.Equal(("TOKEN_INVALID", "TOKEN_REFUSED", "swv-oost"), (failure.Entry!.ReasonCode, failure.Entry.Details["act"], failure.Entry.Details["claimed"]));

        request.Claims["sub"] = "een-onbekende-zaak";
        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
        Assert.DoesNotContain("claimed", (await FailuresAsync(broker)).OrderBy(record => record.Index).Last().Entry!.Details.Keys);
    }

    [Fact]
    public async Task A_flood_of_them_leaves_some_entries_and_one_that_says_that_there_were_more()
    {
        await using var broker = new LiveBroker();
        var refused = (await broker.ServicesAsync()).GetRequiredService<RefusedClients>();
        for (var time = 0; time < 150; time++)
        {
            await refused.NoteAsync(TokenFault.InvalidClient, null, Ct);
        }

        // Two budgets at most: a minute may have ended in between.
        var failures = await FailuresAsync(broker);
        Assert.InRange(failures.Count, 60, 120);
        Assert.Contains(failures, record => record.Entry!.ReasonCode == "TOO_MANY_FAILURES");
    }

    private static async Task<IReadOnlyList<LogRecord>> FailuresAsync(LiveBroker broker) =>
        [.. (await (await broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.SignIn, Limit = 1000 }, Ct)).Records.Where(record => record.Entry!.Outcome is AuditOutcome.Failure)];
}
