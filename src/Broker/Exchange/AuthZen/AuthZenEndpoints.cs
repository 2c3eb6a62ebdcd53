using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>The OpenID AuthZEN Authorization API 1.0: what would the broker decide? Nothing is fetched or released; every question stands in the log.</summary>
public static class AuthZenEndpoints
{
    private const int MaximumBody = 256 * 1024;
    private const int MaximumDepth = 32;

    public static void MapAuthZen(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/access/v1/evaluation", HandleOneAsync).RequireAuthorization(PartnerAuthentication.Policy).WithName("AuthZenEvaluation");
        routes.MapPost("/access/v1/evaluations", HandleManyAsync).RequireAuthorization(PartnerAuthentication.Policy).WithName("AuthZenEvaluations");
        routes.MapGet("/.well-known/authzen-configuration", (Issuer issuer) => Results.Json(new Metadata(
            issuer.Name, issuer.At("/access/v1/evaluation"), issuer.At("/access/v1/evaluations")), BrokerJson.SnakeCase));
    }

    private static Task HandleOneAsync(HttpContext http, ClaimsPrincipal principal, Evaluation evaluation, CancellationToken ct) =>
        AnswerAsync(http, async body => EvaluationReader.Read(body) switch
        {
            { Question: { } question } => await evaluation.RunAsync(Caller.From(principal), question, ct),
            { Faults: var faults } => faults,
        }, ct);

    private static Task HandleManyAsync(HttpContext http, ClaimsPrincipal principal, Evaluation evaluation, RequestBudgets budgets, CancellationToken ct) =>
        AnswerAsync(http, async body => EvaluationBatch.Read(body, out var faults) is not { } batch ? faults
            : await HasLeftAsync(budgets, Caller.From(principal), batch, ct) is { } wait ? wait
            : await batch.RunAsync(evaluation, Caller.From(principal), ct), ct);

    /// <summary>Each question of a batch counts; the request itself was counted for the first.</summary>
    /// <returns>Null when there is enough; else the seconds to wait.</returns>
    private static async Task<TimeSpan?> HasLeftAsync(RequestBudgets budgets, Caller caller, EvaluationBatch batch, CancellationToken ct)
    {
        for (var question = 1; question < batch.Count; question++)
        {
            if (await budgets.UseAsync(caller.Organisation.Value, RequestBudgets.Exchange, ct) is (_, < 0, var wait))
            {
                return TimeSpan.FromSeconds(wait);
            }
        }

        return null;
    }

    private static async Task AnswerAsync(HttpContext http, Func<JsonElement, Task<object>> answer, CancellationToken ct)
    {
        EchoRequestId(http);
        if (!BodyReader.HasMediaType(http.Request, "application/json"))
        {
            await Problems.WriteAsync(http, 415, FaultReasons.UnsupportedMediaType, "Send application/json in UTF-8.");
            return;
        }

        if (await BodyReader.ReadAsync(http.Request, MaximumBody, ct) is not { } body)
        {
            await Problems.WriteAsync(http, 413, FaultReasons.TooLarge, "A question is at most 256 KiB.");
            return;
        }

        object result;
        try
        {
            JsonText.Require(body.Span, MaximumDepth);
            result = await answer(JsonElement.Parse(body.Span, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false }));
        }
        catch (JsonException)
        {
            await Problems.WriteAsync(http, 400, FaultReasons.MalformedJson, "Send one JSON object without duplicate members.");
            return;
        }

        if (result is IReadOnlyList<FieldFault> faults)
        {
            await Problems.WriteAsync(http, 400, FaultReasons.BadRequest, "Mend the members that are named; see AuthZEN 1.0 section 5.", faults);
            return;
        }

        if (result is TimeSpan pause)
        {
            http.Response.Headers.RetryAfter = pause.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await Problems.WriteAsync(http, 429, FaultReasons.RateLimited, "Each question of a batch counts. Wait as long as Retry-After says.");
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(result, BrokerJson.CamelCase, ct);
    }

    /// <summary>AuthZEN 1.0 section 10: the id comes back, so that both sides find it in their logs. Anything but a short plain id is left out.</summary>
    private static void EchoRequestId(HttpContext http)
    {
        if (http.Request.Headers["X-Request-ID"] is [{ Length: > 0 and <= 128 } id] && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            http.Response.Headers["X-Request-ID"] = id;
        }
    }

    private sealed record Metadata(string PolicyDecisionPoint, string AccessEvaluationEndpoint, string AccessEvaluationsEndpoint);
}
