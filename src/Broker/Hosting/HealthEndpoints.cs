using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;

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

    private static async Task<IResult> ReadyAsync(IHostApplicationLifetime lifetime, BrokerDatabase database, IssuerKeyRing keys, LogProofs proofs, CancellationToken ct)
    {
        var checks = new Dictionary<string, bool>
        {
            ["serving"] = !lifetime.ApplicationStopping.IsCancellationRequested,
            ["schema"] = await HoldsAsync(() => HasSchemaAsync(database, ct)),
            ["keys"] = keys.All.Count > 0,
            ["log"] = await HoldsAsync(async () => (await proofs.CheckpointAsync(ct)).Length > 0),
        };
        var ready = checks.Values.All(good => good);
        return Results.Json(new { status = ready ? "ready" : "not ready", checks }, statusCode: ready ? 200 : 503);
    }

    /// <summary>During an upgrade the schema is ahead of the old nodes, which serve until they are replaced.</summary>
    private static async Task<bool> HasSchemaAsync(BrokerDatabase database, CancellationToken ct)
    {
        try
        {
            return (await Migrations.PendingAsync(database, ct)).Count == 0;
        }
        catch (NewerSchemaException)
        {
            return true;
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or MigrationException)
        {
            return false;
        }
    }
}
