using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting.Telemetry;

/// <summary>Puts metrics and traces into the program. Traces go to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; without it they stay.</summary>
public static class TelemetryRoom
{
    // A scraper waits ten seconds at most, and asks again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MetricsText>();
        services.AddHostedService<RequestTraces>();
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
        {
            services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? "zioexchange"))
                .AddSource(BrokerMeter.Name, "Microsoft.AspNetCore", "Npgsql")
                .AddOtlpExporter()
                .Build());
            services.AddHostedService<TracingStarts>();
        }
    }

    internal static async Task<IResult> MetricsAsync(MetricsText metrics, LogProofs proofs, Readiness readiness, CancellationToken ct)
    {
        var gauges = new Dictionary<string, double>
        {
            ["zio_ready"] = await IsReadyAsync(readiness, ct) ? 1 : 0,
            ["process_working_set_bytes"] = Environment.WorkingSet,
            ["dotnet_gc_heap_bytes"] = GC.GetTotalMemory(forceFullCollection: false),
        };
        if (await TreeSizeAsync(proofs, ct) is { } size)
        {
            gauges["zio_log_tree_size"] = size;
        }

        return Results.Text(metrics.Write(gauges), "text/plain; version=0.0.4; charset=utf-8");
    }

    private static async Task<bool> IsReadyAsync(Readiness readiness, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestWait);
        try
        {
            return (await readiness.RecentAsync(patience.Token)).Good;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Null when the database does not say so in time: what else is known is wanted most of all then.</summary>
    private static async Task<double?> TreeSizeAsync(LogProofs proofs, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestWait);
        try
        {
            return double.Parse((await proofs.CheckpointAsync(patience.Token)).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested && (patience.IsCancellationRequested || fault is System.Data.Common.DbException or AuditUnavailableException || DatabaseTrouble.IsIn(fault)))
        {
            return null;
        }
    }

    private sealed class TracingStarts(TracerProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            provider.ForceFlush();
            return Task.CompletedTask;
        }
    }
}
