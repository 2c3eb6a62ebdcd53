using System.Security.Claims;
using System.Text.Json.Serialization;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>POST /api/v1/schoolverzoeken: a school asks its SWV (WPO 18a lid 6), which opens the gate and hands the SWV the child's pseudonym.</summary>
public static class AskSchoolRequest
{
    private static readonly Dictionary<string, string> GateOf = new(StringComparer.Ordinal)
    {
        ["TLV_AANVRAAG"] = GateBook.SchoolRequest,
        ["ARRANGEMENT"] = GateBook.SchoolRequest,
        ["THUISZITTER"] = GateBook.SchoolRequest,
        ["ARRANGEMENT_TOEWIJZING"] = GateBook.ArrangementApplication,
    };

    public static void MapAskSchoolRequest(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/schoolverzoeken", HandleAsync)
        .ForPartners("maakSchoolverzoek", "schoolverzoeken", "A school asks its SWV, which opens the gate and names the child by pseudonym").Takes<SchoolRequestInput>().Produces<SchoolRequestAnswer>(201);

    internal static async Task<IResult> HandleAsync(
        HttpContext http, ClaimsPrincipal principal, PartnerDirectory directory, ChildRegister register, ChildBook children, GateBook gates, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<SchoolRequestInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        if (caller.Party.Code != "SCHOOL")
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "Only the school of the child makes this request.");
        }

        if (!GateOf.TryGetValue(body.Doel, out var gate))
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "doel is TLV_AANVRAAG, ARRANGEMENT, ARRANGEMENT_TOEWIJZING or THUISZITTER.", [new FieldFault("/doel", "UNKNOWN_CODE", "No purpose that a school asks an SWV for.")]);
        }

        if (await directory.FindByIdentifierAsync(body.Swv.System, body.Swv.Value, ct) is not { Party.Code: "SWV" } swv)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "swv names an SWV that takes part, by its number.", [new FieldFault("/swv", "UNKNOWN_CODE", "No SWV that takes part.")]);
        }

        var purpose = new Purpose(body.Doel);
        if (await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is not { } child
            || await register.ReadAsync(child, purpose, clock.GetUtcNow(), ct) is not { } snapshot
            || !snapshot.Facts.School.IsWith(caller.Organisation))
        {
            return Problems.Result(404, FaultReasons.NotFound, "kind is the number by which this school knows a child that is enrolled or registered with it.");
        }

        var actor = caller.Actor("BEVOEGD_GEZAG");
        var pseudonym = await children.PseudonymAsync(child, swv.Id, actor, ct);
        var reference = await gates.OpenAsync(gate, child, caller.Organisation, swv.Id, purpose, actor, ct);
        return Results.Json(new SchoolRequestAnswer(reference, pseudonym), BrokerJson.CamelCase, statusCode: 201);
    }

    private sealed record SchoolRequestInput([property: JsonRequired] Identified Kind, [property: JsonRequired] Identified Swv, [property: JsonRequired] string Doel);

    /// <param name="Referentie">Goes into the parameter <c>request</c>, system <see cref="Systems.SchoolRequest"/>.</param>
    /// <param name="Pseudoniem">By which the SWV names the child, system <see cref="Systems.Pseudonym"/>.</param>
    private sealed record SchoolRequestAnswer(string Referentie, string Pseudoniem);
}
