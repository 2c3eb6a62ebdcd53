using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A node that loses its database says so with 503 and Retry-After on every path, shares nothing, and goes on by itself when the database is back.</summary>
public sealed partial class DatabaseAwayTests : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new();
    private DatabaseRelay? _relay;
    private SandboxBroker? _broker;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SandboxBroker Broker => _broker!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_path_answers_503_while_the_database_is_gone_and_200_when_it_is_back()
    {
        await StartAsync();
        var partner = Broker.Partner("school-so");
        var token = await partner.TokenAsync(Ct);
        using var browser = await SignedInAsync();
        _relay!.Cut();

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => partner.TokenAsync(Ct));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        foreach (var (method, path, body) in Calls())
        {
            using var answer = await SendAsync(partner, token, method, path, body);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True((int)answer.StatusCode == 503, $"{path}: {(int)answer.StatusCode} {text}");
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Matches("REGISTER_UNAVAILABLE|LOG_UNAVAILABLE", text);
            Assert.DoesNotContain("Npgsql", text, StringComparison.Ordinal);
        }

        using (var checkpoint = await browser.GetAsync(new Uri("/log/checkpoint", UriKind.Relative), Ct))
        {
            Assert.Equal(503, (int)checkpoint.StatusCode);
        }

        using (var page = await browser.GetAsync(new Uri("/ouders", UriKind.Relative), Ct))
        {
            Assert.Equal(503, (int)page.StatusCode);
            Assert.NotNull(page.Headers.RetryAfter);
            Assert.Contains("Er ging bij ons iets mis", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        // What the node knows by itself is wanted most while its database is away.
        using (var metrics = await browser.GetAsync(new Uri("/metrics", UriKind.Relative), Ct))
        {
            Assert.Equal(200, (int)metrics.StatusCode);
            var text = await metrics.Content.ReadAsStringAsync(Ct);
            Assert.Contains("process_working_set_bytes", text, StringComparison.Ordinal);
            Assert.DoesNotContain("zio_log_tree_size", text, StringComparison.Ordinal);
            Assert.Contains("\nzio_ready 0\n", text, StringComparison.Ordinal);
        }

        _relay.Mend();
        Assert.Equal(200, (await DossierAsync()).Status);
        using var again = await browser.GetAsync(new Uri("/ouders", UriKind.Relative), Ct);
        Assert.Equal(200, (int)again.StatusCode);
    }

    [Theory]
    [InlineData("used_identifiers")]
    [InlineData("log_entries")]
    public async Task A_database_that_is_full_lets_nothing_out_and_goes_on_when_there_is_room(string table)
    {
        await StartAsync();
        Assert.Equal(200, (await DossierAsync()).Status);
        var token = await Broker.Partner("school-so").TokenAsync(Ct);

        // As the server says it when it cannot extend a file: class 53, disk_full.
        await RunAsync($"""
            CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER no_room BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION no_room();
            """);
        using (var answer = await SendAsync(Broker.Partner("school-so"), token, HttpMethod.Post, "/fhir/Patient/$kind-dossier", QuestionBody.Write(Broker.Question("school-so", "1", "OPP", "IB", ["jeugdhulpaanbieder"]))))
        {
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Equal(503, (int)answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Matches("REGISTER_UNAVAILABLE|LOG_UNAVAILABLE", text);
            Assert.DoesNotContain("Bundle", text, StringComparison.Ordinal);
        }

        await RunAsync($"DROP TRIGGER no_room ON {table}");
        Assert.Equal(200, (await DossierAsync()).Status);
    }

    [Fact]
    public async Task A_database_lost_during_the_fetch_lets_nothing_out()
    {
        await StartAsync();
        var pause = Broker.Sandbox.Faults.Pause("jeugdhulpaanbieder", "1");
        var asking = DossierAsync();
        await pause.Asked.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        _relay!.Cut();
        pause.LetGo();

        var answer = await asking;

        Assert.Equal(503, answer.Status);
        Assert.Empty(answer.Resources);
    }

    [Fact]
    public async Task A_database_that_takes_everything_and_answers_nothing_costs_a_request_its_deadline_and_no_more()
    {
        await StartAsync("--Sources:DeadlineMilliseconds", "500");
        var partner = Broker.Partner("school-so");
        var token = await partner.TokenAsync(Ct);
        _relay!.Hold();

        using (var answer = await SendAsync(partner, token, HttpMethod.Get, "/api/v1/gebeurtenissen", null).WaitAsync(TimeSpan.FromSeconds(40), Ct))
        {
            Assert.Equal(503, (int)answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        _relay.Cut();
        _relay.Mend();
        Assert.Equal(200, (await DossierAsync()).Status);
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        await _database.DropAsync();
    }

    private IEnumerable<(HttpMethod Method, string Path, string? Body)> Calls() =>
    [
        (HttpMethod.Post, "/fhir/Patient/$kind-dossier", QuestionBody.Write(Broker.Question("school-so", "1", "OPP", "IB", ["jeugdhulpaanbieder"]))),
        (HttpMethod.Get, "/api/v1/gebeurtenissen", null),
        (HttpMethod.Get, "/api/v1/abonnementen", null),
    ];

    private async Task RunAsync(string sql)
    {
        await using var connection = await _database.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Composed of what stands above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }

    private Task<BrokerAnswer> DossierAsync() => Broker.AskAsync("school-so", "1", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);

    private async Task StartAsync(params string[] arguments)
    {
        await _database.CreateAsync();
        _relay = DatabaseRelay.Start(_database.Database.ConnectionString);
        _broker = await SandboxBroker.StartAsync(
            Ct, ["--Database:Provider", "Postgres", "--Database:ConnectionString", _relay.ConnectionString, "--now", BrokerFixture.Now, "--Logging:Console:LogLevel:Default", "None", .. arguments]);
    }

    private static async Task<HttpResponseMessage> SendAsync(SandboxClient partner, string token, HttpMethod method, string path, string? body)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/fhir+json");
        return await partner.SendAsync(method, path, content, token, Ct);
    }

    /// <summary>A browser in which the first persona of the sandbox signed in.</summary>
    private async Task<HttpClient> SignedInAsync()
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Broker.Address };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await browser.GetStringAsync(new Uri("/inloggen", UriKind.Relative), Ct);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["persona"] = Persona().Match(page).Groups[1].Value,
            ["__RequestVerificationToken"] = FormToken().Match(page).Groups[1].Value,
        });
        using var signedIn = await browser.PostAsync(new Uri("/inloggen?handler=Persona", UriKind.Relative), form, Ct);
        Assert.EndsWith("/ouders", signedIn.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        return browser;
    }

    [GeneratedRegex("name=\"persona\" value=\"([^\"]+)\"")]
    private static partial Regex Persona();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
