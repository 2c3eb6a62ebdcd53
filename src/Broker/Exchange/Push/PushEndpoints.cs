using System.Security.Claims;
using System.Text;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>POST /fhir/Patient/$kind-dossier-push, and /api/v1/berichten where the recipient takes what was sent.</summary>
public static class PushEndpoints
{
    // Seconds: recipients take messages by hand or in rounds.
    private const string PauseWhenFull = "900";

    public static void AddPush(this IServiceCollection services)
    {
        services.AddSingleton<PushReader>();
        services.AddSingleton<PushDecisions>();
        services.AddSingleton<PushBox>();
        services.AddSingleton<PushQuota>();
        services.AddSingleton<PushExchange>();
        services.AddSingleton<PushDelivery>();
        services.AddHostedService<PushDispatch>();
    }

    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/fhir/Patient/$kind-dossier-push", SendAsync).RequireAuthorization(PartnerAuthentication.Policy).WithName("PushExchange").AnswersFhirJson();
        routes.MapGet(ApiRoute.Root + "/berichten/{id:guid}", async (Guid id, ClaimsPrincipal principal, PushBox box, CancellationToken ct) =>
                await box.FetchAsync(Caller.From(principal), id, ct) is { } bundle ? Results.Text(bundle, FhirMedia.Json, Encoding.UTF8) : NotThere())
            .ForPartners("leesBericht", "berichten", "What a source sent you: a FHIR Bundle, until you confirm that you have it").Produces(200, contentType: FhirMedia.Json);
        routes.MapPost(ApiRoute.Root + "/berichten/{id:guid}/ontvangstbevestigingen", async (Guid id, ClaimsPrincipal principal, PushBox box, CancellationToken ct) =>
                Caller.From(principal) is var caller && await box.TakeAsync(caller.Organisation, caller.Actor("PARTNER_SYSTEM"), id, ct) ? Results.StatusCode(204) : NotThere())
            .ForPartners("bevestigBericht", "berichten", "Confirm that you have a message; the broker forgets its content").Produces(204);
        routes.MapDeliveryAddresses();
    }

    private static async Task<IResult> SendAsync(
        HttpContext http, ClaimsPrincipal principal, PartnerDirectory directory, PushReader reader, PushQuota quota, PushExchange exchange, RefusalPace pace, TimeProvider clock, FhirTypes types, CancellationToken ct)
    {
        if (!FhirNegotiation.IsBody(http.Request))
        {
            return Problems.Result(415, FaultReasons.UnsupportedMediaType, "Send application/fhir+json of R4 in UTF-8.");
        }

        if (http.Request.Headers["Idempotency-Key"].Count == 0)
        {
            return Problems.Result(400, FaultReasons.BadRequest, "Send an Idempotency-Key, such as a UUID: a message that is sent twice must arrive once.");
        }

        if (await BodyReader.ReadAsync(http.Request, PushReader.MaximumBody, ct) is not { } body)
        {
            return Problems.Result(413, FaultReasons.TooLarge, "A message is at most 12 MiB.");
        }

        var caller = Caller.From(principal);
        if (await directory.FindOrganisationAsync(caller.Organisation, ct) is not { } sender)
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "Your organisation no longer takes part.");   // it ended while its token still lives
        }

        var (question, status, faults) = await reader.ReadAsync(sender, body, ct);
        if (question is null)
        {
            return Problems.Result(status, status == 400 ? FaultReasons.BadRequest : FaultReasons.UnknownCode, "Mend the parameters that are named and send the message again.", faults);
        }

        if (await quota.FullAsync(sender.Id, question.Terms.Recipient.Id, ct) is { } full)
        {
            return NoPlace(http, full);
        }

        var since = clock.GetTimestamp();
        var (receipt, refusal, unfit) = await exchange.RunAsync(caller, question, ct);
        if (receipt is not { } id)
        {
            if (refusal == FaultReasons.TooManyWaiting || refusal == FaultReasons.RecipientFull)
            {
                return NoPlace(http, refusal);
            }

            await pace.WaitAsync(refusal!, since, ct);
            return unfit is not null
                ? Problems.Result(422, refusal!, "Mend the document that is named and send the message again.", [new FieldFault(question.Places[unfit.Number], unfit.Reason.Code, unfit.Why)])
                : Problems.Result(403, refusal!, Remedies.Of(refusal!));
        }

        var answer = types.New("Parameters");
        answer.Child("parameter").Put("name", "receipt").Child("valueIdentifier").Put("system", Systems.Root + "ontvangstbewijs").Put("value", id.ToString("D"));
        http.Response.StatusCode = 202;
        return Results.Bytes(FhirJson.Write(answer), FhirMedia.Json);
    }

    private static IResult NoPlace(HttpContext http, Reason full)
    {
        http.Response.Headers.RetryAfter = PauseWhenFull;
        return full == FaultReasons.TooManyWaiting
            ? Problems.Result(429, full, "Send it again, with the same Idempotency-Key, when recipients have taken messages of yours: bericht.ontvangen in your events tells. What nobody takes goes after seven days.")
            : Problems.Result(503, full, "Ask the recipient to take its messages, and send it again later with the same Idempotency-Key.");
    }

    private static IResult NotThere() => Problems.Result(404, FaultReasons.NotFound, "A message is read by its recipient, once, within seven days.");
}
