using System.Security.Claims;
using ZioExchange.Broker.ConsentRegister.Api.Catalogues;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange.AuthZen;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Explain;

/// <summary>POST /api/v1/toelichtingen: why a question of the caller's own is refused, and what the law and the agreements would need for it.</summary>
/// <remarks>
/// The question is decided anew, as an AuthZEN evaluation is: in the requester's view, in the log, on the same beat. What is said beyond that
/// reason follows from the question and the matrix, so refusals that may not be told apart have one explanation.
/// </remarks>
public static class ExplainQuestion
{
    internal const int MostReferences = 8;

    public static void MapExplainQuestion(this IEndpointRouteBuilder routes) => routes
        .MapPost(ApiRoute.Explanations, HandleAsync)
        .ForPartners("vraagToelichting", "toelichtingen", "Why a question is refused, and what would be needed; nothing is shared").Takes<ExplanationInput>().Produces<ExplanationAnswer>();

    private static async Task<IResult> HandleAsync(
        HttpContext http, ClaimsPrincipal principal, Policy policy, PartnerDirectory directory, Evaluation evaluation, Participation participation, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<ExplanationInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var since = clock.GetTimestamp();
        if (Malformed(body) is { Count: > 0 } malformed)
        {
            return Problems.Result(400, FaultReasons.BadRequest, "Mend the members that are named.", malformed);
        }

        var source = body.Bron is { } named ? await directory.FindByIdentifierAsync(named.System, named.Value, ct) : null;
        if (Unknown(policy, body, source) is { Count: > 0 } unknown)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", unknown);
        }

        var caller = Caller.From(principal);
        var question = new DossierQuestion(
            new SubjectNumber(body.Kind.System, body.Kind.Value), new Purpose(body.Doel), new Role(body.Rol), body.Medewerker,
            [.. (body.Gegevensgroepen ?? []).Distinct(StringComparer.Ordinal).Select(code => new DataCategory(code))], source is null ? [] : [source.Id],
            [.. (body.Verzoeken ?? []).Distinct(StringComparer.Ordinal)], body.Noodgeval, body.Motivering);
        var (decision, why) = await evaluation.RunAsync(caller, question, "TOELICHTING", ignoreDelivery: false, since, ct);
        return Results.Json(
            new ExplanationAnswer(
                decision, why.Code, why.ReasonCode, new BilingualText(why.Reason.Nl, why.Reason.En), why.Remedy, why.PermittedCategories,
                why.DeniedCategories ?? new Dictionary<string, string>(), [.. participation.RowsFor(question.Purpose, caller.Party, source?.Party).Select(WayAnswer.Of)], why.TraceId),
            BrokerJson.CamelCase);
    }

    private static List<FieldFault> Malformed(ExplanationInput body) =>
    [
        .. new[] { ("/medewerker", body.Medewerker) }.Concat((body.Verzoeken ?? []).Select((reference, number) => ($"/verzoeken/{number}", reference)))
            .Where(each => each.Item2.Length == 0).Select(each => new FieldFault(each.Item1, "BAD_REQUEST", "A text of 1 character at least.")),
    ];

    private static List<FieldFault> Unknown(Policy policy, ExplanationInput body, Organisation? source)
    {
        var faults = new List<FieldFault>();
        if (!policy.Knows(new Purpose(body.Doel)))
        {
            faults.Add(new FieldFault("/doel", "UNKNOWN_CODE", "A code of /api/v1/doelen."));
        }

        if (!policy.Knows(new Role(body.Rol)))
        {
            faults.Add(new FieldFault("/rol", "UNKNOWN_CODE", "A role of a row in /api/v1/doelen."));
        }

        if (body.Bron is not null && source is null)
        {
            faults.Add(new FieldFault("/bron", "UNKNOWN_CODE", "The number of an organisation that takes part."));
        }

        if (body.Noodgeval && string.IsNullOrWhiteSpace(body.Motivering))
        {
            faults.Add(new FieldFault("/motivering", "JUSTIFICATION_MISSING", "An emergency needs a justification of why it cannot wait."));
        }

        faults.AddRange((body.Gegevensgroepen ?? []).Select((category, number) => (category, number)).Where(each => !policy.Knows(new DataCategory(each.category)))
            .Select(each => new FieldFault($"/gegevensgroepen/{each.number}", "UNKNOWN_CODE", "A code of /api/v1/gegevensgroepen.")));
        return faults;
    }
}
