using System.Security.Claims;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>/api/v1/koppelingen: a party without a title to the BSN gets a code for a family, and sees whether it was used. Which child it became, it does not see.</summary>
public static class Couplings
{
    public static void MapCouplings(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(ApiRoute.Root + "/koppelingen", IssueAsync)
            .ForPartners("maakKoppeling", "koppelingen", "A code by which a family links its child to your own number").Takes<CouplingInput>().Produces<CouplingAnswer>(201);
        routes.MapGet(ApiRoute.Root + "/koppelingen/{id:guid}", ReadAsync)
            .ForPartners("leesKoppeling", "koppelingen", "Whether a code was used").Produces<CouplingAnswer>();
    }

    private static async Task<IResult> IssueAsync(HttpContext http, ClaimsPrincipal principal, CouplingBook book, ChildRegister register, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<CouplingInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        if (caller.Party.Code is not ("SCHOOL" or "INSTELLING"))
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "A school issues codes. An SWV comes to a pseudonym through the school's request.");
        }

        if (body.Nummer.System != Systems.LasKey || body.Nummer.Value.Length is 0 or > 64)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, $"nummer has system {Systems.LasKey} and at most 64 characters.", [new FieldFault("/nummer", "UNKNOWN_CODE", "Your own number of the pupil, never a BSN.")]);
        }

        if (await register.FindAsync(caller.Organisation, caller.Party, body.Nummer.System, body.Nummer.Value, ct) is not null)
        {
            return Problems.Result(409, FaultReasons.Conflict, "This number is linked to a child already.");
        }

        var (row, code) = await book.IssueAsync(caller.Organisation, body.Nummer, ct);
        return Results.Json(new CouplingAnswer(row.Id.ToString("D"), "OPEN", row.ExpiresAt, code), BrokerJson.CamelCase, statusCode: 201).WithLocation($"{ApiRoute.Root}/koppelingen/{row.Id:D}");
    }

    private static async Task<IResult> ReadAsync(Guid id, ClaimsPrincipal principal, CouplingBook book, TimeProvider clock, CancellationToken ct) =>
        await book.FindAsync(Caller.From(principal).Organisation, id, ct) is { } row
            ? Results.Json(new CouplingAnswer(row.Id.ToString("D"), StatusOf(row, clock.GetUtcNow()), row.ExpiresAt), BrokerJson.CamelCase)
            : Problems.Result(404, FaultReasons.NotFound, "Only your own codes are read.");

    private static string StatusOf(CouplingCodeRow row, DateTimeOffset now) => row.RedeemedAt is not null ? "GEBRUIKT" : row.ExpiresAt <= now ? "VERLOPEN" : "OPEN";
}
