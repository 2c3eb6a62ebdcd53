using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Attacks on the proof of possession (RFC 9449 section 11): a token without its key is worth nothing.</summary>
public sealed class ProofAttackTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> WrongClaims => new()
    {
        { "htm", "GET" }, { "htm", "post" }, { "htu", "http://127.0.0.1:1/api/v1/schoolverzoeken" }, { "htu", "https://broker.example/api/v1/schoolverzoeken" },
        { "htu", "/api/v1/schoolverzoeken" }, { "htu", "" }, { "ath", "" }, { "ath", "AAAA" }, { "jti", "" },
    };

    [Fact]
    public async Task A_token_with_its_proof_is_accepted()
    {
        var reply = await (await ProtectedRequest.OfAsync(broker, "school-so", Ct)).SendAsync(Ct);
        Assert.Equal(400, reply.Status);   // past the check: the body names nothing
        Assert.Equal("BAD_REQUEST", reply.ReasonCode);
    }

    [Fact]
    public async Task A_stolen_token_without_its_key_is_refused()
    {
        var partner = await broker.PartnerAsync("swv-oost");
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new ProtectedRequest(broker, await partner.TokenAsync(Ct), thief);
        AssertRefused(await request.SendAsync(Ct), "TOKEN_INVALID");

        // The victim's public key in the header, signed by the thief.
        using var victim = partner.Key.ToECDsa();
        request.Header["jwk"] = Forge.PublicJwk(victim);
        AssertRefused(await request.SendAsync(Ct), "PROOF_INVALID");
    }

    [Fact]
    public async Task A_header_that_made_a_good_proof_before_lets_no_other_key_through()
    {
        var partner = await broker.PartnerAsync("swv-oost");
        using var own = partner.Key.ToECDsa();
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = await partner.TokenAsync(Ct);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(400, (await new ProtectedRequest(broker, token, own).SendAsync(Ct)).Status);   // past the check: the body names nothing
            var stolen = new ProtectedRequest(broker, token, thief);
            stolen.Header["jwk"] = Forge.PublicJwk(own);
            AssertRefused(await stolen.SendAsync(Ct), "PROOF_INVALID");
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("")]
    [InlineData("Basic")]
    public async Task A_token_under_another_scheme_is_refused(string scheme)
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        request.Scheme = scheme;
        AssertRefused(await request.SendAsync(Ct), "TOKEN_INVALID");
    }

    [Fact]
    public async Task No_proof_and_two_proofs_are_refused()
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        AssertRefused(await request.SendAsync(Ct, ""), "TOKEN_INVALID");
        AssertRefused(await request.SendAsync(Ct, request.Signed(), request.Signed()), "PROOF_INVALID");
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("jti")]
    [InlineData("htm")]
    [InlineData("htu")]
    [InlineData("ath")]
    [InlineData("iat")]
    public async Task A_claim_that_is_null_or_of_another_type_is_refused(string claim)
    {
        foreach (var value in new JsonNode?[] { null, new JsonArray("a"), new JsonObject(), true, 1e300 })
        {
            var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
            request.Claims[claim] = value;
            AssertRefused(await request.SendAsync(Ct), "PROOF_INVALID");
        }
    }

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task A_proof_for_another_method_address_or_token_is_refused(string claim, string value)
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        request.Claims[claim] = value;
        AssertRefused(await request.SendAsync(Ct), "PROOF_INVALID");
        request.Claims.Remove(claim);
        AssertRefused(await request.SendAsync(Ct), "PROOF_INVALID");
    }

    [Fact]
    public async Task A_proof_is_used_once_and_one_of_many_at_once_gets_through()
    {
        var request = await ProtectedRequest.OfAsync(broker, "school-so", Ct);
        var proof = request.Signed();
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => request.SendAsync(Ct, proof)));
        Assert.Equal(11, replies.Count(reply => reply.Status == 401 && reply.ReasonCode == "PROOF_INVALID"));
        AssertRefused(await request.SendAsync(Ct, proof), "PROOF_INVALID");
    }

    [Fact]
    public async Task The_proof_of_a_token_request_cannot_be_used_again_for_another_token()
    {
        var token = await TokenRequest.OfAsync(broker, "swv-oost");
        var proof = (await broker.PartnerAsync("swv-oost")).Proof("POST", "/connect/token", null);
        token.Form["client_assertion"] = token.Signed();
        Assert.Equal(200, (await token.SendBodyAsync(new FormUrlEncodedContent(token.Form), [proof], Ct)).Status);

        token.Claims["jti"] = Guid.NewGuid().ToString("N");
        token.Form["client_assertion"] = token.Signed();
        var again = await token.SendBodyAsync(new FormUrlEncodedContent(token.Form), [proof], Ct);
        Assert.Equal(400, again.Status);
        Assert.Equal("invalid_dpop_proof", again.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_proof_of_another_time_is_refused_with_a_nonce_that_makes_it_good()
    {
        foreach (var seconds in new[] { -61.0, 61.0, -86400.0, 86400.0 })
        {
            var request = await ProtectedRequest.OfAsync(broker, "school-so", Ct);
            request.Claims["iat"] = Forge.Unix(seconds);
            var refused = await request.SendAsync(Ct);
            AssertRefused(refused, "PROOF_INVALID");
            Assert.Contains("use_dpop_nonce", refused.Header("WWW-Authenticate"), StringComparison.Ordinal);

            request.Claims["nonce"] = "made-up";
            AssertRefused(await request.SendAsync(Ct), "PROOF_INVALID");
            request.Claims["nonce"] = refused.Header("DPoP-Nonce");
            Assert.Equal(400, (await request.SendAsync(Ct)).Status);
        }
    }

    [Fact]
    public async Task A_proof_that_is_no_proof_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var victim = (await broker.PartnerAsync("swv-oost")).Key;
        (string Name, JsonNode? Value)[] changes =
        [
            ("typ", "JWT"), ("typ", "at+jwt"), ("typ", null), ("alg", "none"), ("alg", "HS256"), ("alg", "RS256"), ("crit", new JsonArray("htu")), ("jwk", null), ("jwk", "text"),
            ("jwk", new JsonObject { ["kty"] = "oct", ["k"] = "AAAA" }), ("jwk", new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = victim.X, ["y"] = victim.Y, ["d"] = victim.D }),
            ("jwk", new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = victim.X, ["y"] = victim.X }), ("jwk", new JsonObject { ["kty"] = "EC" }), ("jwk", Forge.PublicJwk(other)),
        ];
        foreach (var (name, value) in changes)
        {
            var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
            request.Header[name] = value;
            Assert.Equal(401, (await request.SendAsync(Ct)).Status);
            Assert.Equal(401, (await request.SendAsync(Ct, Forge.Unsigned(request.Header, request.Claims))).Status);
            Assert.Equal(401, (await request.SendAsync(Ct, Forge.Mac(request.Header, request.Claims, Base64UrlEncoder.DecodeBytes(victim.X)))).Status);
        }
    }

    [Fact]
    public async Task Text_that_is_no_token_at_all_is_refused()
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        foreach (var text in new[] { "a", "..", "a.b.c", "....", new string('a', 7000), new string('.', 3000), "{}.{}.{}", "eyJ.eyJ.eyJ", "%00", "null" })
        {
            Assert.Equal(401, (await request.SendAsync(Ct, text)).Status);
            var other = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
            Assert.Equal(401, (await other.With(text).SendAsync(Ct)).Status);
        }
    }

    internal static void AssertRefused(Reply reply, string reason)
    {
        Assert.Equal(401, reply.Status);
        Assert.Equal(reason, reply.ReasonCode);
        Assert.StartsWith("DPoP ", reply.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.NotNull(reply.Header("DPoP-Nonce"));
        Assert.Equal("application/problem+json", reply.MediaType);
        Assert.Matches("^[0-9a-f]{32}$", reply.Json.GetProperty("traceId").GetString());
    }
}
