using System.Globalization;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>The management port speaks plain HTTP on every address of the machine: who finds it finds health and metrics, and no broker.</summary>
public sealed class ManagementPortTests : IAsyncLifetime
{
    private readonly int _port = FreePort.Next();
    private readonly LiveBroker _broker;

    public ManagementPortTests() => _broker = new LiveBroker { Settings = ["--Management:Port", _port.ToString(CultureInfo.InvariantCulture)] };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _broker.InitializeAsync();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Health_and_metrics_stand_on_their_own_port_and_nothing_else_does()
    {
        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics" })
        {
            Assert.Equal((200, 404), (await StatusAsync(_port, path), (await _broker.GetAsync(path, Ct)).Status));
        }

        foreach (var path in new[] { "/", "/ouders", "/log/checkpoint", "/connect/token", "/fhir/metadata", "/api/v1/berichten", "/health/../log/checkpoint", "/metrics/x", "/zio.css" })
        {
            Assert.Equal(404, await StatusAsync(_port, path));
        }

        using var metrics = new HttpRequestMessage(HttpMethod.Get, At(_port, "/metrics"));
        Assert.Contains("\nzio_ready 1\n", (await _broker.SendAsync(metrics, Ct)).Text, StringComparison.Ordinal);
    }

    private async Task<int> StatusAsync(int port, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(port, path));
        return (await _broker.SendAsync(request, Ct)).Status;
    }

    private static Uri At(int port, string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));
}
