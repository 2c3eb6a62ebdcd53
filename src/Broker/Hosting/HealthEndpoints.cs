using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>GET /health/live: the process answers. GET /health/ready: database, schema, keys and log are there.</summary>
/// <remarks>On the main port in Development; in Production on the management port only.</remarks>
public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var settings = routes.ServiceProvider.GetRequiredService<BrokerSettings>();
        var group = routes.MapGroup("/health");
        if (settings.ManagementPort is { } port)
        {
            group.RequireHost($"*:{port}");
        }

        group.MapGet("/live", () => Results.Json(new { status = "live" }));
        group.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(BrokerDatabase database, IssuerKeyRing keys, LogProofs proofs, CancellationToken ct)
    {
        var checks = new Dictionary<string, bool>
        {
            ["schema"] = await HoldsAsync(async () => (await Migrations.PendingAsync(database, ct)).Count == 0),
            ["keys"] = keys.All.Count > 0,
            ["log"] = await HoldsAsync(async () => (await proofs.CheckpointAsync(ct)).Length > 0),
        };
        var ready = checks.Values.All(good => good);
        return Results.Json(new { status = ready ? "ready" : "not ready", checks }, statusCode: ready ? 200 : 503);
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
