using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;
using Xunit;
using ZioExchange.Broker.Hosting.Load;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Keys that a client publishes at its registered jwks_uri: found, bounded, and forgotten when taken down.</summary>
public sealed class PublishedKeysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_signs_with_a_key_it_publishes_and_invented_kids_make_no_traffic()
    {
        await using var broker = new LiveBroker();
        using var server = new KeyServer();
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = SandboxKey.From(ecdsa);
        server.Answer = (200, KeyServer.Set(key.ToPublicJson()));
        Assert.Equal(401, (await SendAsync(broker, ecdsa, key.Kid)).Status);

        await RegisterAsync(broker, "gemeente-c", server.Address);
        Assert.Equal(200, (await SendAsync(broker, ecdsa, key.Kid)).Status);
        for (var i = 0; i < 20; i++)
        {
            ClientAssertionAttackTests.AssertRefused(await SendAsync(broker, ecdsa, $"invented-{i}"));
        }

        Assert.Equal(1, server.Reads);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ClientAssertionAttackTests.AssertRefused(await SendAsync(broker, other, key.Kid));

        // The keys of one client open nothing for another.
        var stranger = await TokenRequest.OfAsync(broker, "gemeente-b");
        stranger.Header["kid"] = key.Kid;
        ClientAssertionAttackTests.AssertRefused(await stranger.SendAsync(Ct, Forge.Sign(stranger.Header, stranger.Claims, ecdsa)));
    }

    [Fact]
    public async Task A_client_with_an_RSA_key_signs_with_PS256_and_with_no_other_algorithm_that_its_key_could_do()
    {
        await using var broker = new LiveBroker();
        using var server = new KeyServer();
        using var rsa = RSA.Create(2048);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        server.Answer = (200, KeyServer.Set($$"""{"kty":"RSA","kid":"rsa-1","use":"sig","n":"{{Base64UrlEncoder.Encode(numbers.Modulus)}}","e":"{{Base64UrlEncoder.Encode(numbers.Exponent)}}"}"""));
        await RegisterAsync(broker, "gemeente-c", server.Address);

        Assert.Equal(200, (await SendAsync("PS256", RSASignaturePadding.Pss, HashAlgorithmName.SHA256)).Status);
        ClientAssertionAttackTests.AssertRefused(await SendAsync("PS256", RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA256));
        ClientAssertionAttackTests.AssertRefused(await SendAsync("RS256", RSASignaturePadding.Pkcs1, HashAlgorithmName.SHA256));
        ClientAssertionAttackTests.AssertRefused(await SendAsync("PS384", RSASignaturePadding.Pss, HashAlgorithmName.SHA384));
        ClientAssertionAttackTests.AssertRefused(await SendAsync("PS512", RSASignaturePadding.Pss, HashAlgorithmName.SHA512));
        ClientAssertionAttackTests.AssertRefused(await SendAsync("ES256", RSASignaturePadding.Pss, HashAlgorithmName.SHA256));

        async Task<Reply> SendAsync(string algorithm, RSASignaturePadding padding, HashAlgorithmName hash)
        {
            var request = await TokenRequest.OfAsync(broker, "gemeente-c");
            (request.Header["kid"], request.Header["alg"]) = ("rsa-1", algorithm);
            return await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, input => rsa.SignData(input, hash, padding)));
        }
    }

    [Fact]
    public async Task A_key_set_that_redirects_is_too_large_or_holds_no_usable_key_gives_none()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = SandboxKey.From(ecdsa);
        using var small = RSA.Create(1024);
        var weak = $$"""{"kty":"RSA","kid":"a","n":"{{Base64UrlEncoder.Encode(small.ExportParameters(false).Modulus)}}","e":"AQAB"}""";
        foreach (var (status, body) in new[]
        {
            (302, KeyServer.Set(good.ToPublicJson())), (404, KeyServer.Set(good.ToPublicJson())), (200, KeyServer.Set(good.ToPublicJson()) + new string(' ', 70_000)), (200, "not json"), (200, "[]"), (200, """{"keys":1}"""), (200, """{"keys":[1]}"""),
            (200, """{"keys":[{"kty":"oct","k":"AAAA","kid":"a"}]}"""), (200, KeyServer.Set(weak)), (200, """{"keys":[],"keys":[]}"""),
            (200, KeyServer.Set(good.ToPublicJson().Replace("P-256", "P-384", StringComparison.Ordinal))), (200, KeyServer.Set(good.ToPublicJson().Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal))),
            (200, KeyServer.Set(good.ToPublicJson().Replace("\"kty\"", $"\"d\":\"{good.D}\",\"kty\"", StringComparison.Ordinal))),
        })
        {
            using var server = new KeyServer { Answer = (status, body) };
            using var keys = new PublishedKeys(Development, TimeProvider.System);
            Assert.Empty(await keys.AtAsync(new Uri(server.Address), null, Ct));
            Assert.Equal(1, server.Reads);
        }
    }

    [Fact]
    public async Task A_new_key_is_found_a_minute_later_and_one_that_was_taken_down_is_forgotten_within_the_hour()
    {
        var clock = new SettableClock();
        using var server = new KeyServer();
        using var keys = new PublishedKeys(Development, clock);
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (one, two) = (SandboxKey.From(first), SandboxKey.From(second));
        var address = new Uri(server.Address);

        server.Answer = (200, KeyServer.Set(one.ToPublicJson()));
        Assert.Single(await keys.AtAsync(address, one.Kid, Ct));
        server.Answer = (200, KeyServer.Set(one.ToPublicJson(), two.ToPublicJson()));
        Assert.DoesNotContain(await keys.AtAsync(address, two.Kid, Ct), key => key.Kid == two.Kid);
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains(await keys.AtAsync(address, two.Kid, Ct), key => key.Kid == two.Kid);

        server.Answer = (500, "");
        clock.Pass(TimeSpan.FromMinutes(59));
        Assert.Equal(2, (await keys.AtAsync(address, two.Kid, Ct)).Count);
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(await keys.AtAsync(address, two.Kid, Ct));
        server.Answer = (200, KeyServer.Set(one.ToPublicJson()));
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal([one.Kid], (await keys.AtAsync(address, two.Kid, Ct)).Select(key => key.Kid));
    }

    [Fact]
    public async Task Who_waits_for_a_key_server_that_is_silent_holds_no_place_at_work()
    {
        using var keys = new PublishedKeys(Development, TimeProvider.System);
        var places = new WorkPlaces(1, TimeSpan.FromSeconds(1), TimeProvider.System);
        using var place = (await places.EnterAsync(Ct))!;
        place.Take();
        Task<IReadOnlyList<JsonWebKey>> reading;
        using (var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            silent.Start();
            reading = keys.AtAsync(new Uri($"http://{silent.LocalEndpoint}/"), null, Ct);
            Assert.Equal(0, places.AtWork);
        }

        Assert.Empty(await reading);
        Assert.Equal(1, places.AtWork);
    }

    [Fact]
    public async Task In_production_a_private_address_is_never_asked()
    {
        using var server = new KeyServer { Answer = (200, KeyServer.Set(SandboxKey.From(ECDsa.Create(ECCurve.NamedCurves.nistP256)).ToPublicJson())) };
        using var keys = new PublishedKeys(new Place("Production"), TimeProvider.System);
        foreach (var address in new[] { server.Address, server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), server.Address.Replace("127.0.0.1", "2130706433", StringComparison.Ordinal), server.Address.Replace("http:", "https:", StringComparison.Ordinal), "https://localhost.:1/" })
        {
            Assert.Empty(await keys.AtAsync(new Uri(address), null, Ct));
        }

        Assert.Equal(0, server.Reads);
    }

    private static IHostEnvironment Development => new Place("Development");

    private static async Task RegisterAsync(LiveBroker broker, string organisation, string address)
    {
        await using var db = await (await broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        Assert.Equal(1, await db.Organisations.Where(row => row.Id == organisation).ExecuteUpdateAsync(row => row.SetProperty(each => each.JwksUri, address), Ct));
    }

    private static async Task<Reply> SendAsync(LiveBroker broker, ECDsa key, string kid)
    {
        var request = await TokenRequest.OfAsync(broker, "gemeente-c");
        request.Header["kid"] = kid;
        return await request.SendAsync(Ct, Forge.Sign(request.Header, request.Claims, key));
    }

    private sealed class SettableClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "zio";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
