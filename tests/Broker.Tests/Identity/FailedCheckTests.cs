using System.Security.Cryptography;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Who fails the check of tokens again and again is not checked any more for a while; nobody else pays for that.</summary>
public sealed class FailedCheckTests
{
    private const int OfAddress = 20;
    private const int OfOne = 2;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_client_id_at_one_address_is_checked_so_often_and_the_client_itself_elsewhere_all_the_same()
    {
        await using var broker = Small();
        await OneMinute.WithinAsync(async turn =>
        {
            var attacker = $"203.0.113.{turn}";
            var (replies, nobody) = (new List<Reply>(), new List<Reply>());
            for (var time = 0; time < OfOne + 2; time++)
            {
                replies.Add(await ForgedAsync(broker, "swv-oost", attacker));
                nobody.Add(await ForgedAsync(broker, "nobody", attacker));
            }

            var honest = await (await TokenRequest.OfAsync(broker, "swv-oost", $"198.51.100.{turn}")).SendAsync(Ct);
            var neighbour = await (await TokenRequest.OfAsync(broker, "swv-noord", attacker)).SendAsync(Ct);
            return () =>
            {
                Assert.Equal([401, 401, 429, 429], replies.Select(reply => reply.Status));

                // Which client ids are registered does not show.
                Assert.Equal(replies.Select(reply => (reply.Status, reply.ReasonCode)), nobody.Select(reply => (reply.Status, reply.ReasonCode)));
                Assert.Equal("RATE_LIMITED", replies[^1].ReasonCode);
                Assert.InRange(int.Parse(replies[^1].Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
                Assert.Equal((200, 200), (honest.Status, neighbour.Status));
            };
        });
    }

    [Fact]
    public async Task One_address_is_checked_so_often_whatever_it_claims_and_a_key_that_passed_before_goes_on()
    {
        await using var broker = Small();
        Assert.Equal(200, (await (await TokenRequest.OfAsync(broker, "swv-oost")).SendAsync(Ct)).Status);
        await OneMinute.WithinAsync(async turn =>
        {
            var statuses = new List<int>();
            for (var time = 0; time < OfAddress + 2; time++)
            {
                // The last address is the one that the proxy saw; what stands before it the caller made up. Of IPv6 the half that a network gives out counts.
                statuses.Add((await ForgedAsync(broker, $"nobody-{time}", $"192.0.2.{time}, 2001:db8:0:{turn}::{time + 1}")).Status);
            }

            var unknown = await (await TokenRequest.OfAsync(broker, "swv-noord", $"2001:db8:0:{turn}::ffff")).SendAsync(Ct);
            var known = await (await TokenRequest.OfAsync(broker, "swv-oost", $"2001:db8:0:{turn}::ffff")).SendAsync(Ct);
            var elsewhere = await (await TokenRequest.OfAsync(broker, "gemeente-b", $"2001:db8:1:{turn}::1")).SendAsync(Ct);
            return () =>
            {
                Assert.Equal([.. Enumerable.Repeat(401, OfAddress), 429, 429], statuses);
                Assert.Equal((429, 200, 200), (unknown.Status, known.Status, elsewhere.Status));
            };
        });
    }

    [Fact]
    public async Task A_key_that_passed_before_a_restart_goes_on_beside_an_attacker_and_a_key_that_never_passed_does_not()
    {
        await using var broker = Small();
        Assert.Equal(200, (await (await TokenRequest.OfAsync(broker, "swv-oost")).SendAsync(Ct)).Status);
        await broker.RestartAsync();
        await OneMinute.WithinAsync(async turn =>
        {
            var attacker = $"203.0.113.{turn}";
            var last = 0;
            for (var time = 0; time < OfAddress + 2; time++)
            {
                last = (await ForgedAsync(broker, $"nobody-{time}", attacker)).Status;
            }

            var unknown = await (await TokenRequest.OfAsync(broker, "swv-noord", attacker)).SendAsync(Ct);
            var known = await (await TokenRequest.OfAsync(broker, "swv-oost", attacker)).SendAsync(Ct);
            return () => Assert.Equal((429, 429, 200), (last, unknown.Status, known.Status));
        });
    }

    [Fact]
    public async Task A_key_that_passed_before_has_a_budget_of_its_own()
    {
        await OneMinute.WithinAsync(async turn =>
        {
            await using var broker = Small();   // the budget is of the key, and part of this minute's may be used
            var attacker = $"203.0.113.{turn}";
            await (await TokenRequest.OfAsync(broker, "gemeente-a")).SendAsync(Ct);
            var statuses = new List<int>();
            for (var time = 0; time < OfOne + OfAddress + 2; time++)
            {
                statuses.Add((await ForgedAsync(broker, $"nobody-{time}", attacker)).Status);
            }

            return () => Assert.Equal([.. Enumerable.Repeat(401, OfOne + OfAddress), 429, 429], statuses);
        });
    }

    [Fact]
    public async Task Access_tokens_that_fail_are_checked_so_often_and_good_ones_from_the_same_address_pass()
    {
        await using var broker = Small();
        var partner = await broker.PartnerAsync("swv-oost");
        await OneMinute.WithinAsync(async turn =>
        {
            var attacker = ("X-Forwarded-For", $"203.0.113.{turn}");
            var replies = new List<Reply>();
            for (var time = 0; time < OfAddress + 2; time++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(broker.Address + "/api/v1/organisaties"));
                request.Headers.Add(attacker.Item1, attacker.Item2);
                request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + Forge.Unsigned(new() { ["alg"] = "ES256" }, new() { ["n"] = time }) + "AAAA");
                replies.Add(await broker.SendAsync(request, Ct));
            }

            var without = await broker.GetAsync("/api/v1/organisaties", Ct);
            var good = await partner.SendAsync("GET", "/api/v1/organisaties", null, "application/json", Ct, attacker);
            return () =>
            {
                Assert.Equal([.. Enumerable.Repeat(401, OfAddress), 429, 429], replies.Select(reply => reply.Status));
                Assert.Equal("RATE_LIMITED", replies[^1].ReasonCode);
                Assert.InRange(int.Parse(replies[^1].Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
                Assert.Equal((401, 200), (without.Status, good.Status));
            };
        });
    }

    private static LiveBroker Small() => new() { Settings = ["--RateLimit:FailedChecksPerMinute", OfAddress.ToString(System.Globalization.CultureInfo.InvariantCulture)] };

    /// <summary>An assertion in a client's name by a key that is not its own, with the proof of yet another key.</summary>
    private static async Task<Reply> ForgedAsync(LiveBroker broker, string client, string from)
    {
        var request = await TokenRequest.OfAsync(broker, "gemeente-a", from);
        (request.Claims["iss"], request.Claims["sub"]) = (client, client);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, key));
    }
}
