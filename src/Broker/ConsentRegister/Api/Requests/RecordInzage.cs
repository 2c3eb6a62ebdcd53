using System.Security.Claims;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>POST /api/v1/inzagen: the school that keeps the record says that parents had inzage, which opens the gate of an overstap and introduces the next school.</summary>
public static class RecordInzage
{
    public static void MapRecordInzage(this IEndpointRouteBuilder routes) => routes
        .MapPost(ApiRoute.Root + "/inzagen", HandleAsync)
        .ForPartners("legInzageVast", "inzagen", "Record that parents had inzage before an overstap").Takes<InzageInput>().Produces<InzageAnswer>(201);

    private static async Task<IResult> HandleAsync(
        HttpContext http, ClaimsPrincipal principal, Policy policy, PartnerDirectory directory, ChildRegister register, ChildBook children, GateBook gates, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<InzageInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        if (caller.Party.Code is not ("SCHOOL" or "INSTELLING"))
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "Only a school records inzage.");
        }

        var purpose = new Purpose(body.Doel);
        var faults = new List<FieldFault>();
        if (!policy.RowsFor(purpose).Any(row => row.Gates.HasFlag(Gates.ParentInzageDone)))
        {
            faults.Add(new FieldFault("/doel", "UNKNOWN_CODE", "A purpose that parents' inzage opens."));
        }

        var recipient = await directory.FindByIdentifierAsync(body.Ontvanger.System, body.Ontvanger.Value, ct);
        if (recipient is not { Party.Code: "SCHOOL" or "INSTELLING" })
        {
            faults.Add(new FieldFault("/ontvanger", "UNKNOWN_CODE", "A school that takes part."));
        }
        else if (recipient.Id == caller.Organisation)
        {
            faults.Add(new FieldFault("/ontvanger", "UNKNOWN_CODE", "The school that receives: not your own, whose record the parents saw."));
        }

        if (faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", faults);
        }

        if (await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is not { } child)
        {
            return Problems.Result(404, FaultReasons.NotFound, "kind is the number by which this school knows a child.");
        }

        var actor = caller.Actor("BEVOEGD_GEZAG");
        var pseudonym = await children.PseudonymAsync(child, recipient!.Id, actor, ct);
        var reference = await gates.OpenAsync(body.OudersAkkoord ? GateBook.ParentInzage : GateBook.ParentDisagreed, child, caller.Organisation, recipient.Id, purpose, actor, ct);
        return Results.Json(new InzageAnswer(reference, pseudonym), BrokerJson.CamelCase, statusCode: 201);
    }
}
