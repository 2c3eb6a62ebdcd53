using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Audit.Witnesses;

namespace ZioExchange.Broker.Audit;

/// <summary>GET /log/...: what anyone may see of the log (C2SP tlog-tiles). Commitments only; needs no sign-in.</summary>
public static class LogEndpoints
{
    private const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>Maps the paths; asks the container for <see cref="LogProofs"/>.</summary>
    public static IEndpointRouteBuilder MapLog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log/checkpoint", CheckpointAsync).ExcludeFromDescription();
        routes.MapGet("/log/keys", KeysAsync).ExcludeFromDescription();
        routes.MapGet("/log/tile/entries/{**path}", BundleAsync).ExcludeFromDescription();
        routes.MapGet("/log/tile/{level}/{**path}", TileAsync).ExcludeFromDescription();
        routes.MapWitness();
        return routes;
    }

    private static async Task<IResult> CheckpointAsync(HttpResponse response, LogProofs proofs, PublishedCheckpoint published, CancellationToken ct)
    {
        var note = await proofs.CheckpointAsync(ct);
        await published.KeepAsync(note, ct);
        response.Headers.CacheControl = "no-cache";
        return Results.Text(note, "text/plain; charset=utf-8");
    }

    /// <summary>The key that signs now, the statements that tie it to those before it, and the key by which this broker cosigns the logs of others.</summary>
    private static async Task<IResult> KeysAsync(HttpContext http, LogProofs proofs, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Json(new { key = proofs.Key.ToString(), successions = await proofs.StatementsAsync(ct), witness = http.RequestServices.GetService<Witness>()?.Key.ToString() });
    }

    private static Task<IResult> TileAsync(string level, string? path, HttpResponse response, LogProofs proofs, CancellationToken ct) =>
        TileAddress.TryParseLevel(level, out var height) && TileAddress.TryParse(height, path, out var tile)
            ? AnswerAsync(response, proofs.TileAsync(tile, ct))
            : Task.FromResult(Results.NotFound());

    private static Task<IResult> BundleAsync(string? path, HttpResponse response, LogProofs proofs, CancellationToken ct) =>
        TileAddress.TryParse(0, path, out var tile) ? AnswerAsync(response, proofs.BundleAsync(tile, ct)) : Task.FromResult(Results.NotFound());

    private static async Task<IResult> AnswerAsync(HttpResponse response, Task<ReadOnlyMemory<byte>?> bytes)
    {
        if (await bytes is not { } found)
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = Immutable;
        return Results.Bytes(found, "application/octet-stream");
    }
}
