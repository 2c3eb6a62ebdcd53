using Microsoft.Extensions.Logging;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>An operational log that throws on one message, as one with a full disk under it may.</summary>
internal sealed class BrokenLogger(int messageId) : ILoggerProvider, ILogger
{
    public ILogger<T> For<T>()
    {
        using var factory = new LoggerFactory([this]);
        return factory.CreateLogger<T>();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == messageId)
        {
            throw new IOException("No space left on device");
        }
    }

    public void Dispose()
    {
    }
}
