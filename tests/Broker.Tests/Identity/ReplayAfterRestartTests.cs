using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>What was used stays used: after a restart, and so for another node on the same database.</summary>
public sealed class ReplayAfterRestartTests
{
    [Fact]
    public async Task A_used_assertion_and_a_used_proof_are_refused_after_a_restart()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = new LiveBroker();
        var token = await TokenRequest.OfAsync(broker, "swv-oost");
        var request = await ProtectedRequest.OfAsync(broker, "school-so", ct);
        var proof = request.Signed();
        Assert.Equal(200, (await token.SendAsync(ct)).Status);
        Assert.Equal(400, (await request.SendAsync(ct, proof)).Status);

        await broker.RestartAsync();

        ClientAssertionAttackTests.AssertRefused(await token.SendAsync(ct));
        ProofAttackTests.AssertRefused(await request.SendAsync(ct, proof), "PROOF_INVALID");
        request.Claims["jti"] = Guid.NewGuid().ToString("N");
        Assert.Equal(400, (await request.SendAsync(ct)).Status);   // the token itself still holds: the issuer's keys are kept
    }
}
