using System.Security.Claims;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>POST /fhir/Patient/$kind-dossier: a partner asks for part of one child's dossier.</summary>
public static class RequestExchange
{
    private const int MaximumBody = 1024 * 1024;

    public static void MapRequestExchange(this IEndpointRouteBuilder routes) => routes
        .MapPost("/fhir/Patient/$kind-dossier", HandleAsync)
        .RequireAuthorization(PartnerAuthentication.Policy)
        .WithName(nameof(RequestExchange))
        .AnswersFhirJson();

    internal static async Task HandleAsync(
        HttpContext http, ClaimsPrincipal principal, QuestionReader reader, ExchangePipeline pipeline, DossierAnswer answers, RefusalPace pace, TimeProvider clock, ILogger<ExchangePipeline> logger, CancellationToken ct)
    {
        if (!FhirNegotiation.IsBody(http.Request))
        {
            await Problems.WriteAsync(http, 415, FaultReasons.UnsupportedMediaType, "Send application/fhir+json of R4 in UTF-8.");
            return;
        }

        if (await BodyReader.ReadAsync(http.Request, MaximumBody, ct) is not { } body)
        {
            await Problems.WriteAsync(http, 413, FaultReasons.TooLarge, "A question is at most 1 MiB.");
            return;
        }

        var read = await reader.ReadAsync(body, ct);
        if (read.Question is not { } question)
        {
            await Problems.WriteAsync(http, read.Status, read.Reason!, "Mend the parameters that are named and send the request again.", read.Faults);
            return;
        }

        var since = clock.GetTimestamp();
        try
        {
            var answer = await pipeline.RunAsync(Caller.From(principal), question, ct);
            if (answer.Refusal is { } refusal)
            {
                await pace.WaitAsync(refusal, since, ct);
                await Problems.WriteAsync(http, 403, refusal, Remedies.Of(refusal));
                return;
            }

            http.Response.ContentType = FhirMedia.Json;
            http.Response.Headers.CacheControl = "no-store";
            var dossier = answers.Write(answer);
            http.Response.ContentLength = dossier.Length;   // one write to the network in place of two
            await http.Response.Body.WriteAsync(dossier, ct);
        }
        catch (AuditUnavailableException e)
        {
            logger.LogUnavailable(e);
            http.Response.Headers.RetryAfter = "5";
            await Problems.WriteAsync(http, 503, FaultReasons.LogUnavailable, "Try again later. Nothing was shared.");
        }
    }
}
