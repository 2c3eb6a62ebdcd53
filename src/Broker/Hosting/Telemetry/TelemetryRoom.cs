using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Hosting.Telemetry;

/// <summary>Puts metrics and traces into the program. Traces go to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; without it they stay.</summary>
public static class TelemetryRoom
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MetricsText>();
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

    internal static async Task<IResult> MetricsAsync(MetricsText metrics, LogProofs proofs, CancellationToken ct)
    {
        var size = double.Parse((await proofs.CheckpointAsync(ct)).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);
        return Results.Text(
            metrics.Write(new Dictionary<string, double>
            {
                ["zio_log_tree_size"] = size,
                ["process_working_set_bytes"] = Environment.WorkingSet,
                ["dotnet_gc_heap_bytes"] = GC.GetTotalMemory(forceFullCollection: false),
            }),
            "text/plain; version=0.0.4; charset=utf-8");
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
