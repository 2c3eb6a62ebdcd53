using System.Security.Cryptography;
using System.Text;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>A POST that carries an <c>Idempotency-Key</c> has its effect once: sent again within a day it gets the first answer again (draft-ietf-httpapi-idempotency-key-header).</summary>
/// <remarks>
/// The same key with another request is 422, with a request that still runs 409. Only what succeeded is kept: after a refusal the same key may try
/// again, and after trouble too, unless the log shows that the change was made. What has begun goes on when its caller leaves.
/// </remarks>
internal sealed class IdempotentAnswers(RequestDelegate next, IdempotencyBook book)
{
    internal const int LargestKey = 128;
    private const int LargestBody = 16 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        var given = http.Request.Headers["Idempotency-Key"];
        if (given.Count == 0 || !Changes(http.Request) || http.User.FindFirst("client_id")?.Value is not { } organisation)
        {
            await next(http);
            return;
        }

        if (given is not [{ Length: > 0 and <= LargestKey } key] || !key.All(letter => letter is > ' ' and <= '~'))
        {
            await Problems.WriteAsync(http, 400, FaultReasons.BadRequest, "Idempotency-Key is one text of 1 to 128 visible ASCII characters, such as a UUID.");
            return;
        }

        if (await BodyReader.ReadAsync(http.Request, LargestBody, http.RequestAborted) is not { } body)
        {
            await Problems.WriteAsync(http, 413, FaultReasons.TooLarge, "The message is larger than 16 MiB.");
            return;
        }

        http.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        await AnswerAsync(http, organisation, key, HashOf(http.Request, body.Span));
    }

    /// <summary>A question about a dossier changes nothing, and its answer is never kept: the broker holds no dossier.</summary>
    private static bool Changes(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && ((request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments(ApiRoute.Explanations)) || request.Path.Equals("/fhir/Patient/$kind-dossier-push", StringComparison.Ordinal));

    private async Task AnswerAsync(HttpContext http, string organisation, string key, byte[] hash)
    {
        if (await book.ClaimAsync(organisation, key, hash, http.RequestAborted) is { } known)
        {
            await (known switch
            {
                { SameRequest: false } => Problems.WriteAsync(http, 422, FaultReasons.IdempotencyKeyReused, "Use a new key for a new request."),
                { AnswerLost: true } => Problems.WriteAsync(http, 409, FaultReasons.Conflict, "The first request with this key was carried out, but its answer was lost. Read what is recorded; a new request needs a new key."),
                { Answer: null } => Problems.WriteAsync(http, 409, FaultReasons.Conflict, "The first request with this key still runs; ask again in a moment."),
                { Answer: { } first } => ReplayAsync(http, first),
            });
            return;
        }

        var (real, caller) = (http.Response.Body, http.RequestAborted);
        using var copy = new MemoryStream();
        (http.Response.Body, http.RequestAborted) = (copy, CancellationToken.None);
        try
        {
            await next(http);
            var status = http.Response.StatusCode;
            await (status is >= 200 and < 300 ? book.KeepAsync(organisation, key, new IdempotentAnswer(status, http.Response.ContentType, http.Response.Headers.Location, copy.ToArray()))
                : status < 500 ? book.ReleaseAsync(organisation, key)
                : book.DoubtAsync(organisation, key));
        }
        catch
        {
            await book.DoubtAsync(organisation, key);
            throw;
        }
        finally
        {
            (http.Response.Body, http.RequestAborted) = (real, caller);
        }

        await real.WriteAsync(copy.GetBuffer().AsMemory(0, (int)copy.Length), http.RequestAborted);
    }

    private static async Task ReplayAsync(HttpContext http, IdempotentAnswer first)
    {
        http.Response.StatusCode = first.Status;
        http.Response.ContentType = first.MediaType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Idempotency-Replayed"] = "true";
        if (first.Location is not null)
        {
            http.Response.Headers.Location = first.Location;
        }

        await http.Response.Body.WriteAsync(first.Body, http.RequestAborted);
    }

    private static byte[] HashOf(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n{request.ContentType}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
