using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>When an assertion counts: once, and for five minutes at most.</summary>
public sealed class AssertionTimeTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, double> OutOfTime => new()
    {
        { "exp", -30 }, { "exp", -3600 }, { "exp", 3600 }, { "exp", 330 }, { "exp", 1e12 }, { "nbf", 60 }, { "nbf", 86400 },
    };

    [Theory]
    [MemberData(nameof(OutOfTime))]
    public async Task An_expired_or_far_future_assertion_is_refused(string claim, double seconds)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        request.Claims[claim] = (long)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds);
        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
    }

    [Fact]
    public async Task An_end_that_is_missing_or_no_moment_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        foreach (var end in new JsonNode?[] { null, "soon", 1e300, -1, true, new JsonArray(1), new JsonObject(), long.MaxValue })
        {
            request.Claims["exp"] = end;
            ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
        }

        request.Claims["exp"] = Forge.Unix(60).ToString(System.Globalization.CultureInfo.InvariantCulture);   // RFC 7519: a number
        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
        request.Claims.Remove("exp");
        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
    }

    [Fact]
    public async Task A_used_assertion_gets_no_second_token()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        Assert.Equal(200, (await request.SendAsync(Ct)).Status);
        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));

        request.Claims["exp"] = Forge.Unix(90);   // another document, the same jti
        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
    }

    [Fact]
    public async Task A_node_whose_clock_is_minutes_ahead_forgets_no_assertion_that_another_would_still_take()
    {
        await using var own = new LiveBroker();
        var request = await TokenRequest.OfAsync(own, "swv-oost");
        Assert.Equal(200, (await request.SendAsync(Ct)).Status);

        await (await own.ServicesAsync()).GetRequiredService<BrokerDatabase>().PurgeUsedAsync(DateTimeOffset.UtcNow.AddMinutes(6), Ct);

        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
    }

    [Fact]
    public async Task Of_many_that_send_one_assertion_at_once_one_gets_a_token()
    {
        var request = await TokenRequest.OfAsync(broker, "school-so");
        var assertion = request.Signed();
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ => await (await TokenRequest.OfAsync(broker, "school-so")).SendAsync(Ct, assertion)));
        Assert.Equal(1, replies.Count(reply => reply.Status == 200));
    }

    [Fact]
    public async Task The_jti_of_one_client_does_not_use_up_that_of_another()
    {
        var first = await TokenRequest.OfAsync(broker, "swv-oost");
        var second = await TokenRequest.OfAsync(broker, "swv-noord");
        second.Claims["jti"] = first.Claims["jti"]!.GetValue<string>();
        Assert.Equal(200, (await first.SendAsync(Ct)).Status);
        Assert.Equal(200, (await second.SendAsync(Ct)).Status);
    }

    [Fact]
    public async Task An_assertion_without_a_usable_jti_is_refused()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        foreach (var jti in new JsonNode?[] { null, "", new string('j', 257), 1, new JsonArray("a"), new JsonObject() })
        {
            request.Claims["jti"] = jti;
            ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
        }

        request.Claims.Remove("jti");
        ClientAssertionAttackTests.AssertRefused(await request.SendAsync(Ct));
    }
}
