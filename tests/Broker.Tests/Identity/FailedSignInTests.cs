using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Anybody can call the address to which an identity provider sends people back: that fills no log.</summary>
public sealed class FailedSignInTests : IDisposable
{
    private readonly string _secret = Path.GetTempFileName();

    public FailedSignInTests() => File.WriteAllText(_secret, "geheim");

    public void Dispose() => File.Delete(_secret);

    [Theory]
    [InlineData("/inloggen/terug", "People")]
    [InlineData("/toezicht/inloggen/terug", "Officers")]
    public async Task A_flood_of_callbacks_that_nobody_asked_for_leaves_some_entries_and_one_that_says_that_there_were_more(string path, string section)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = new LiveBroker { Settings = [.. ProviderAway(section), "--Logging:LogLevel:Default", "None"] };
        await Parallel.ForEachAsync(Enumerable.Range(0, 150), ct, async (time, _) => Assert.Equal(302, (await broker.GetAsync($"{path}?code=x&state=y{time}", ct)).Status));

        // Two budgets at most: a minute may have ended in between.
        var entries = (await (await broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.SignIn, Limit = 1000 }, ct)).Records;
        Assert.InRange(entries.Count, 60, 120);
        Assert.Contains(entries, record => record.Entry!.ReasonCode == "TOO_MANY_FAILURES");
    }

    [Theory]
    [InlineData("/inloggen?handler=Inlogdienst", "People")]
    [InlineData("/toezicht/inloggen?handler=Inlogdienst", "Officers")]
    public async Task A_provider_that_is_away_is_told_as_a_page_that_says_when_to_come_back_and_as_one_line_to_the_operator(string path, string section)
    {
        var ct = TestContext.Current.CancellationToken;
        using var log = new CapturedLog();
        await using var broker = new LiveBroker { Settings = ProviderAway(section) };
        (await broker.ServicesAsync()).GetRequiredService<ILoggerFactory>().AddProvider(log);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(broker.Address + path));
        request.Headers.Accept.ParseAdd("text/html");

        var answer = await broker.SendAsync(request, ct);

        Assert.Equal(503, answer.Status);
        Assert.Contains("<h1", answer.Text, StringComparison.Ordinal);
        Assert.Equal("5", answer.Header("Retry-After"));
        var line = Assert.Single(log.Lines, each => each.Contains(" Error ", StringComparison.Ordinal));
        Assert.Contains("does not answer", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    /// <summary>Settings of a provider on a port where nobody listens.</summary>
    private string[] ProviderAway(string section) =>
        [$"--Identity:{section}:Authority", $"http://127.0.0.1:{FreePort.Next()}", $"--Identity:{section}:ClientId", "zio", $"--Identity:{section}:ClientSecretFile", _secret];
}
