using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
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

    /// <summary>As gzip for who takes it; a tile of hashes would not become smaller.</summary>
    private static async Task<IResult> BundleAsync(string? path, HttpContext http, LogProofs proofs, CancellationToken ct)
    {
        if (!TileAddress.TryParse(0, path, out var tile))
        {
            return Results.NotFound();
        }

        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        var gzip = PrefersGzip(http.Request);
        var answer = await AnswerAsync(http.Response, gzip ? proofs.GzipBundleAsync(tile, ct) : proofs.BundleAsync(tile, ct));
        if (gzip && answer is FileContentHttpResult)
        {
            http.Response.Headers.ContentEncoding = "gzip";
        }

        return answer;
    }

    /// <summary>Whether the client takes gzip at least as gladly as plain bytes (RFC 9110 section 12.5.3). One that says nothing gets plain bytes.</summary>
    private static bool PrefersGzip(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var codings))
        {
            return false;
        }

        var any = Quality("*");
        return (Quality("gzip") ?? Quality("x-gzip") ?? any ?? 0) is > 0 and var gzip && gzip >= (Quality("identity") ?? 0);

        double? Quality(string coding) => codings.FirstOrDefault(each => each.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Quality ?? 1 : null;
    }

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
