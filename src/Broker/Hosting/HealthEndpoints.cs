using ZioExchange.Broker.Hosting.Telemetry;

namespace ZioExchange.Broker.Hosting;

/// <summary>GET /health/live: the process answers. GET /health/ready: database, schema, keys and log are there, and the node is not stopping. GET /metrics: Prometheus text.</summary>
/// <remarks>On the main port in Development; in Production on the management port only.</remarks>
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

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken ct)
    {
        var checks = await readiness.CheckAsync(ct);
        var ready = checks.Values.All(good => good);
        return Results.Json(new { status = ready ? "ready" : "not ready", checks }, statusCode: ready ? 200 : 503);
    }
}
