using Microsoft.Extensions.DependencyInjection;
using ZioExchange.Broker.Audit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>One broker for a class of tests, pinned to the day of the demonstration, started by the first test that needs it.</summary>
public abstract class BrokerFixture : IAsyncDisposable
{
    /// <summary>The moment for which the families were written.</summary>
    public const string Now = "2026-11-24T10:00:00+01:00";

    private readonly SemaphoreSlim _starting = new(1);
    private SandboxBroker? _broker;

    public SandboxBroker Broker => _broker ?? throw new InvalidOperationException("Call StartAsync first.");

    /// <summary>In the test rather than before it: a database that is not installed skips the test with its reason.</summary>
    public async Task<SandboxBroker> StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _broker ??= await SandboxBroker.StartAsync(CancellationToken.None, ["--now", Now, "--Logging:Console:LogLevel:Default", "None", .. await ArgumentsAsync()]);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>What the log holds about a child of the sandbox, oldest first.</summary>
    public async Task<IReadOnlyList<LogRecord>> LogOfAsync(string child, CancellationToken ct)
    {
        var records = new List<LogRecord>();
        await foreach (var record in Broker.Services.GetRequiredService<LogReader>().AllAsync(new LogQuery { Child = new ChildReference("sandbox-" + child) }, ct))
        {
            records.Add(record);
        }

        return [.. records.OrderBy(record => record.Index)];
    }

    /// <summary>What was logged last about the child for this very answer, whatever another request or a notice wrote at the same time.</summary>
    internal async Task<LogRecord> LastOfAsync(string child, BrokerAnswer answer, CancellationToken ct) =>
        (await LogOfAsync(child, ct)).Last(record => record.TraceId == answer.Trace);

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        await DropAsync();
        _starting.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Configuration that names the database.</summary>
    protected abstract Task<string[]> ArgumentsAsync();

    protected virtual Task DropAsync() => Task.CompletedTask;
}
