using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ZioExchange.Broker.Hosting.Telemetry;

/// <summary>What the broker counts. Labels are codes of few values; never a child, a person or an organisation's people.</summary>
public static class BrokerMeter
{
    public const string Name = "ZioExchange";

    private static readonly Meter Meter = new(Name);

    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Answered questions, by outcome: PERMIT or the requester's reason code.</summary>
    public static Counter<long> Exchanges { get; } = Meter.CreateCounter<long>("zio_exchange_total", description: "Answered questions.");

    /// <summary>Seconds from the question read to the answer ready.</summary>
    public static Histogram<double> ExchangeSeconds { get; } = Meter.CreateHistogram<double>("zio_exchange_duration_seconds", "s", "Time to answer a question.");

    /// <summary>Sources that gave nothing that can be used, by reason code.</summary>
    public static Counter<long> SourceFailures { get; } = Meter.CreateCounter<long>("zio_source_failures_total", description: "Sources that gave nothing that can be used.");

    /// <summary>Recorded consent acts, by act.</summary>
    public static Counter<long> ConsentActs { get; } = Meter.CreateCounter<long>("zio_consent_acts_total", description: "Consents given, refused and withdrawn.");

    /// <summary>Tokens given out and refused, by result.</summary>
    public static Counter<long> Tokens { get; } = Meter.CreateCounter<long>("zio_tokens_total", description: "Answers of the token endpoint.");

    /// <summary>Requests refused because too many were at work.</summary>
    public static Counter<long> Shed { get; } = Meter.CreateCounter<long>("zio_shed_total", description: "Requests refused because too many were at work.");
}
