using System.Security.Claims;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Professionals;

/// <summary>PUT /api/v1/medewerkers/{id}/gelijkenis: by what an employee would be alike a child. Without it the signal for kin and neighbours is off for the organisation.</summary>
public static class RecordLikeness
{
    public static void MapRecordLikeness(this IEndpointRouteBuilder routes) => routes
        .MapPut(ApiRoute.Root + "/medewerkers/{id}/gelijkenis", HandleAsync)
        .ForPartners("legGelijkenisVast", "medewerkers", "Keyed hashes of an employee's surname and address; empty takes them away").Takes<LikenessInput>().Produces(204);

    private static async Task<IResult> HandleAsync(string id, HttpContext http, ClaimsPrincipal principal, LikenessBook book, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<LikenessInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var faults = body.Faults("").ToList();
        if (faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", faults);
        }

        return await book.RecordAsync(Caller.From(principal), id, body.ToLikeness(), ct)
            ? Results.NoContent()
            : Problems.Result(404, FaultReasons.NotFound, "id is the identifier under which your organisation registered a professional.");
    }
}
