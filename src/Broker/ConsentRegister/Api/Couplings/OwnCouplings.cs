using System.Security.Claims;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>What a party does with the numbers by which it names children itself: ends one that is wrong, changes a pseudonym for a fresh one. Never another party's.</summary>
public static class OwnCouplings
{
    public static void MapOwnCouplings(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ApiRoute.Root + "/koppelingen/beeindigingen", EndAsync)
            .ForPartners("beeindigKoppeling", "koppelingen", "A number of yours names this child no longer").Takes<EndedNumberInput>().Produces(204);
        routes.MapPost(ApiRoute.Root + "/koppelingen/vernieuwingen", RenewAsync)
            .ForPartners("vernieuwPseudoniem", "koppelingen", "A fresh pseudonym for one that you hold; the old one ends at once").Takes<OwnNumberInput>().Produces<PseudonymAnswer>(201);
    }

    private static async Task<IResult> EndAsync(HttpContext http, ClaimsPrincipal principal, ChildRegister register, ChildBook children, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<EndedNumberInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        if (body.Kind.System == SourceChildKey.BsnSystem)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "A BSN is no party's own number.", [new FieldFault("/kind/system", "UNKNOWN_CODE", "Your own number or pseudonym of the child.")]);
        }

        var caller = Caller.From(principal);
        return await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is { } child
            && await children.UncoupleAsync(child, caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, body.VerkeerdKind, caller.Actor("PARTNER_SYSTEM"), ct)
            ? Results.StatusCode(204)
            : NotThere();
    }

    private static async Task<IResult> RenewAsync(HttpContext http, ClaimsPrincipal principal, ChildRegister register, ChildBook children, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<OwnNumberInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        if (http.Request.Headers["Idempotency-Key"].Count == 0)
        {
            return Problems.Result(400, FaultReasons.BadRequest, "Send an Idempotency-Key, such as a UUID: when the answer is lost, the same key gives the new pseudonym again.");
        }

        if (body.Kind.System != Systems.Pseudonym)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Only a pseudonym that the broker gave is changed for another.", [new FieldFault("/kind/system", "UNKNOWN_CODE", $"System {Systems.Pseudonym}.")]);
        }

        var caller = Caller.From(principal);
        return await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is { } child
            && await children.RenewPseudonymAsync(child, caller.Organisation, body.Kind.Value, caller.Actor("PARTNER_SYSTEM"), ct) is { } pseudonym
            ? Results.Json(new PseudonymAnswer(pseudonym), BrokerJson.CamelCase, statusCode: 201)
            : NotThere();
    }

    private static IResult NotThere() => Problems.Result(404, FaultReasons.NotFound, "kind is a number by which your organisation names a child.");
}
