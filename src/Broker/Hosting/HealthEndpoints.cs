using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>GET /health/live: the process answers. GET /health/ready: database, schema, keys and log are there, and the node is not stopping. GET /metrics: Prometheus text.</summary>
/// <remarks>On the main port in Development; in Production on the management port only, and there nothing else: that port speaks plain HTTP on every address of the machine.</remarks>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var settings = routes.ServiceProvider.GetRequiredService<BrokerSettings>();
        var group = routes.MapGroup(string.Empty);
        if (settings.ManagementPort is { } port)
        {
            // The port of the connection counts: a Host header can say anything.
            group.AddEndpointFilter((context, next) => context.HttpContext.Connection.LocalPort == port ? next(context) : ValueTask.FromResult<object?>(Results.NotFound()));
        }

        group.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        group.MapGet("/health/ready", ReadyAsync);
        group.MapGet("/metrics", TelemetryRoom.MetricsAsync);
    }

    /// <summary>Answers 404 on the management port to all that is not health or metrics: what stands before the other ports (TLS, a proxy, a firewall) does not stand before this one.</summary>
    public static void UseManagementPort(this WebApplication app)
    {
        if (app.Services.GetRequiredService<BrokerSettings>().ManagementPort is { } port)
        {
            app.UseWhen(
                http => http.Connection.LocalPort == port && !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) && http.Request.Path != "/metrics",
                other => other.Run(http => Problems.WriteAsync(http, 404, FaultReasons.NotFound, "On this port stand health and metrics only.")));
        }
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken ct)
    {
        var checks = await readiness.CheckAsync(ct);
        var ready = checks.Values.All(good => good);
        return Results.Json(new { status = ready ? "ready" : "not ready", checks }, statusCode: ready ? 200 : 503);
    }
}
