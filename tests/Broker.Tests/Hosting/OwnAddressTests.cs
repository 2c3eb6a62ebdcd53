using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Identity;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>Where the broker sends a browser follows from its own settings, never from what a caller says that it called.</summary>
public sealed class OwnAddressTests
{
    private static readonly (string Name, string Value)[] Claims =
    [
        ("Host", "elsewhere.example"), ("X-Forwarded-Host", "elsewhere.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "//elsewhere.example"), ("Forwarded", "host=elsewhere.example;proto=https"),
        ("X-Original-Host", "elsewhere.example"), ("X-Host", "elsewhere.example"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/ouders", "/inloggen?terug=%2Fouders")]
    [InlineData("/toezicht", "/toezicht/inloggen?terug=%2Ftoezicht")]
    [InlineData("/toezicht/balie", "/toezicht/inloggen?terug=%2Ftoezicht%2Fbalie")]
    [InlineData("/meelezen/overzicht", "/meelezen?terug=%2Fmeelezen%2Foverzicht")]
    public async Task Who_must_sign_in_is_sent_to_a_path_of_this_broker_whatever_the_Host_says(string path, string to)
    {
        await using var broker = new LiveBroker();
        Assert.Equal(to, (await AskAsync(broker, path)).Header("Location"));
    }

    [Theory]
    [InlineData("People", "/inloggen?handler=Inlogdienst&terug=/ouders", "/inloggen/terug")]
    [InlineData("Officers", "/toezicht/inloggen?handler=Inlogdienst", "/toezicht/inloggen/terug")]
    public async Task A_provider_is_asked_to_send_people_back_to_the_public_address_and_nowhere_else(string section, string path, string callback)
    {
        using var provider = new KeyServer();
        provider.Answer = (200, $$"""{"issuer":"{{provider.Address}}","authorization_endpoint":"{{provider.Address}}auth","token_endpoint":"{{provider.Address}}token","jwks_uri":"{{provider.Address}}keys","keys":[]}""");
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "geheim", Ct);
        await using var broker = new LiveBroker
        {
            Settings = ["--PublicUrl", "https://broker.example.nl", $"--Identity:{section}:Authority", provider.Address, $"--Identity:{section}:ClientId", "zio", $"--Identity:{section}:ClientSecretFile", secret],
        };

        var sent = new Uri((await AskAsync(broker, path)).Header("Location")!);
        File.Delete(secret);

        Assert.StartsWith(provider.Address, sent.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("https://broker.example.nl" + callback, QueryHelpers.ParseQuery(sent.Query)["redirect_uri"]);
    }

    [Fact]
    public async Task What_programs_read_of_the_address_is_the_public_one_whatever_the_Host_says()
    {
        await using var broker = new LiveBroker { Settings = ["--PublicUrl", "https://broker.example.nl"] };
        foreach (var path in new[] { "/openapi.json", "/fhir/metadata", "/.well-known/oauth-authorization-server", "/.well-known/smart-configuration", "/.well-known/authzen-configuration", "/docs/verzoeken.http" })
        {
            var told = (await AskAsync(broker, path)).Text;
            Assert.Contains("https://broker.example.nl", told, StringComparison.Ordinal);
            Assert.DoesNotContain("elsewhere.example", told, StringComparison.Ordinal);
        }
    }

    /// <summary>The connection to the broker is plain http here, as behind every proxy that ends TLS.</summary>
    [Fact]
    public async Task In_production_behind_a_proxy_forms_are_served_cookies_are_Secure_and_probes_by_address_are_answered()
    {
        var data = System.IO.Directory.CreateTempSubdirectory("zio-production-").FullName;
        var key = Path.Combine(data, "master.key");
        await File.WriteAllTextAsync(key, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Ct);
        var (port, management) = (FreePort.Next(), FreePort.Next());
        await using (var app = BrokerHost.Build([
            "--environment", "Production", "--applicationName", "zio", "--urls", $"http://127.0.0.1:{port}", "--Management:Port", $"{management}", "--PublicUrl", "https://broker.example.nl", "--Data:Path", data,
            "--Database:Provider", "Sqlite", "--Database:ConnectionString", $"Data Source={Path.Combine(data, "zio.db")}", "--Log:Origin", "broker.example.nl/log", "--Keys:MasterKeyFile", key, "--Notices:Sender", "none",
            "--Identity:People:Authority", "https://login.example.nl", "--Identity:People:ClientId", "zio", "--Identity:People:ClientSecretFile", key,
            "--Identity:Officers:Authority", "https://login.example.nl", "--Identity:Officers:ClientId", "zio", "--Identity:Officers:ClientSecretFile", key]))
        {
            await Migrations.ApplyAsync(app.Services.GetRequiredService<BrokerDatabase>(), Ct);
            await Startup.PrepareAsync(app, Ct);
            await app.StartAsync(Ct);
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

            using var form = await SendAsync(http, $"http://127.0.0.1:{port}/inloggen/brief?taal=en");
            Assert.Equal(HttpStatusCode.OK, form.StatusCode);
            Assert.Equal(["__Host-zio-formulier", "__Host-zio-taal"], form.Headers.GetValues("Set-Cookie").Select(cookie => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
            Assert.All(form.Headers.GetValues("Set-Cookie"), cookie => Assert.All(["; secure", "; path=/;", "; httponly"], part => Assert.Contains(part, cookie, StringComparison.Ordinal)));
            var sessions = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
            Assert.Equal("__Host-zio-sessie", sessions.Get(PeopleSignIn.Scheme).Cookie.Name);
            Assert.Equal(("__Secure-zio-toezicht", "/toezicht"), (sessions.Get(OfficerSignIn.Scheme).Cookie.Name, sessions.Get(OfficerSignIn.Scheme).Cookie.Path));
            Assert.Equal(("__Secure-zio-meelezen", "/meelezen"), (sessions.Get(ReadAlongSignIn.Scheme).Cookie.Name, sessions.Get(ReadAlongSignIn.Scheme).Cookie.Path));
            Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(form.Headers.GetValues("Strict-Transport-Security")));
            using var closed = await SendAsync(http, $"http://127.0.0.1:{port}/ouders");
            Assert.Equal("/inloggen?terug=%2Fouders", closed.Headers.Location!.OriginalString);

            using var ready = await http.GetAsync(new Uri($"http://127.0.0.1:{management}/health/ready"), Ct);
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            using var pretended = await SendAsync(http, $"http://127.0.0.1:{port}/health/ready", ("Host", $"127.0.0.1:{management}"));
            Assert.Equal(HttpStatusCode.NotFound, pretended.StatusCode);
            await app.StopAsync(Ct);
        }

        System.IO.Directory.Delete(data, recursive: true);
    }

    private static async Task<Reply> AskAsync(LiveBroker broker, string path)
    {
        await broker.ServicesAsync();
        using var request = Request(broker.Address + path, Claims);
        return await broker.SendAsync(request, Ct);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string address, params (string Name, string Value)[] headers)
    {
        using var request = Request(address, headers);
        return await http.SendAsync(request, Ct);
    }

    private static HttpRequestMessage Request(string address, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address));
        request.Headers.Accept.ParseAdd("text/html, */*;q=0.8");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
