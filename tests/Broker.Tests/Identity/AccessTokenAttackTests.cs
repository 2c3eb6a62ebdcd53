using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Attacks on the access token itself: forged, changed, of another time, for another place.</summary>
public sealed class AccessTokenAttackTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?> WrongClaims => new()
    {
        { "aud", "https://elsewhere.example" }, { "aud", null }, { "iss", "https://elsewhere.example" }, { "iss", null }, { "exp", null }, { "cnf", null },
    };

    [Fact]
    public async Task An_unsigned_or_self_made_token_is_refused()
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        var (header, claims) = (Forge.Header(request.Token), Forge.Payload(request.Token));
        using var attacker = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        AssertRefused(await request.With(Forge.Sign(header, claims, attacker)).SendAsync(Ct));
        AssertRefused(await request.With(Forge.Sign(header, claims, _ => new byte[64])).SendAsync(Ct));

        header["jwk"] = Forge.PublicJwk(attacker);
        AssertRefused(await request.With(Forge.Sign(header, claims, attacker)).SendAsync(Ct));
        header.Remove("kid");
        AssertRefused(await request.With(Forge.Sign(header, claims, attacker)).SendAsync(Ct));

        header["alg"] = "none";
        AssertRefused(await request.With(Forge.Unsigned(header, claims)).SendAsync(Ct));
    }

    [Fact]
    public async Task The_issuer_s_public_key_used_as_a_shared_secret_is_refused()
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        var (header, claims) = (Forge.Header(request.Token), Forge.Payload(request.Token));
        var issuer = (await broker.ServicesAsync()).GetRequiredService<IssuerKeyRing>().Current;
        header["alg"] = "HS256";
        foreach (var secret in new[] { issuer.Key.ECDsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(issuer.Key.ECDsa.ExportSubjectPublicKeyInfoPem()), issuer.Key.ECDsa.ExportParameters(false).Q.X! })
        {
            AssertRefused(await request.With(Forge.Mac(header, claims, secret)).SendAsync(Ct));
        }
    }

    [Fact]
    public async Task A_claim_changed_after_signing_is_refused()
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        var parts = request.Token.Split('.');
        foreach (var (name, value) in new (string, JsonNode)[] { ("client_id", "school-so"), ("sub", "school-so"), ("party_type", "GEMEENTE"), ("exp", Forge.Unix(9000)), ("cnf", new JsonObject { ["jkt"] = "x" }) })
        {
            var claims = Forge.Payload(request.Token);
            claims[name] = value;
            var other = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
            AssertRefused(await other.With($"{parts[0]}.{Forge.Encode(claims.ToJsonString())}.{parts[2]}").SendAsync(Ct));
        }
    }

    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task A_token_the_issuer_signed_for_something_else_is_refused(string claim, string? value)
    {
        var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
        var claims = Forge.Payload(request.Token);
        claims.Remove(claim);
        if (value is not null)
        {
            claims[claim] = value;
        }

        AssertRefused(await request.With(await SignedByIssuerAsync(Forge.Header(request.Token), claims)).SendAsync(Ct));
    }

    [Fact]
    public async Task Another_kind_of_document_the_issuer_signed_is_no_access_token()
    {
        foreach (var kind in new[] { "JWT", "logout+jwt", "dpop+jwt" })
        {
            var request = await ProtectedRequest.OfAsync(broker, "swv-oost", Ct);
            var header = Forge.Header(request.Token);
            header["typ"] = kind;
            AssertRefused(await request.With(await SignedByIssuerAsync(header, Forge.Payload(request.Token))).SendAsync(Ct));
        }
    }

    [Fact]
    public async Task A_token_of_another_time_is_refused()
    {
        var services = await broker.ServicesAsync();
        var partner = await broker.PartnerAsync("swv-oost");
        var client = await services.GetRequiredService<IPartnerClients>().FindAsync("swv-oost", Ct);
        foreach (var shift in new[] { -130.0, -86400.0, 60.0, 86400.0 })
        {
            var token = services.GetRequiredService<AccessTokens>().Create(client!, new KeyBinding(KeyBinding.Proof, partner.Key.Kid), null, DateTimeOffset.UtcNow.AddSeconds(shift));
            AssertRefused(await new ProtectedRequest(broker, token, partner.Key.ToECDsa()).SendAsync(Ct));
        }
    }

    [Fact]
    public async Task A_used_token_of_a_key_that_was_rotated_out_keeps_working_and_new_ones_are_signed_by_the_new_key()
    {
        var services = await broker.ServicesAsync();
        var request = await ProtectedRequest.OfAsync(broker, "school-so", Ct);
        await services.GetRequiredService<IssuerKeyRotation>().RotateAsync(AuditActor.Operator, leaked: false, Ct);
        Assert.Equal(400, (await request.SendAsync(Ct)).Status);

        var renewed = await ProtectedRequest.OfAsync(broker, "school-so", Ct);
        Assert.NotEqual(Forge.Header(request.Token)["kid"]!.GetValue<string>(), Forge.Header(renewed.Token)["kid"]!.GetValue<string>());
        Assert.Equal(400, (await renewed.SendAsync(Ct)).Status);
        var published = (await broker.GetAsync("/.well-known/jwks.json", Ct)).Json.GetProperty("keys");
        Assert.True(published.GetArrayLength() >= 2);
        Assert.All(published.EnumerateArray(), key => Assert.False(key.TryGetProperty("d", out _)));
    }

    [Fact]
    public async Task A_token_of_a_key_that_leaked_opens_nothing_any_more_and_the_log_says_when_the_key_ended()
    {
        var services = await broker.ServicesAsync();
        var request = await ProtectedRequest.OfAsync(broker, "school-so", Ct);
        var old = services.GetRequiredService<IssuerKeyRing>().Current;

        var key = await services.GetRequiredService<IssuerKeyRotation>().RotateAsync(AuditActor.Operator, leaked: true, Ct);

        AssertRefused(await request.SendAsync(Ct));
        Assert.DoesNotContain(old.Kid, (await broker.GetAsync("/.well-known/jwks.json", Ct)).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await (await ProtectedRequest.OfAsync(broker, "school-so", Ct)).SendAsync(Ct)).Status);
        var entry = (await services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.KeyEvent }, Ct)).Records[0].Entry!;
        Assert.Equal(("ISSUER_KEY_ROTATED", key.Kid), (entry.Details["act"], entry.Details["kid"]));
        Assert.True(DateTimeOffset.Parse(entry.Details["oldKeysEnd"], System.Globalization.CultureInfo.InvariantCulture) <= DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_key_that_was_rotated_out_verifies_as_long_as_what_it_signed_may_live_and_no_longer()
    {
        var services = await broker.ServicesAsync();
        var ring = services.GetRequiredService<IssuerKeyRing>();
        var old = ring.Current;
        var before = DateTimeOffset.UtcNow;
        await services.GetRequiredService<IssuerKeyRotation>().RotateAsync(AuditActor.Operator, leaked: false, Ct);

        Assert.NotNull(ring.Find(old.Kid, before + AccessTokens.Lifetime + TimeSpan.FromMinutes(1)));
        Assert.Null(ring.Find(old.Kid, DateTimeOffset.UtcNow + IssuerKeyRotation.Overlap));
        Assert.NotNull(ring.Find(ring.Current.Kid, DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_narrowed_token_that_cannot_be_read_opens_nothing() =>
        Assert.Throws<InvalidOperationException>(() => TokenNarrowing.FromClaim("{\"type\":\"kind-dossier\",\"more\":[]}"));

    private static void AssertRefused(Reply reply) => ProofAttackTests.AssertRefused(reply, "TOKEN_INVALID");

    private async Task<string> SignedByIssuerAsync(JsonObject header, JsonObject claims)
    {
        var issuer = (await broker.ServicesAsync()).GetRequiredService<IssuerKeyRing>().Current;
        header["kid"] = issuer.Kid;
        return Forge.Sign(header, claims, issuer.Key.ECDsa);
    }
}
