using System.Security.Claims;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api.Couplings;

/// <summary>POST /api/v1/koppelingen/inleveringen: a family without DigiD uses a school's code on paper, with a witness (law/RULES.md 2a, Who is who).</summary>
/// <remarks>Entered by a party that knows the child already and is not the one that issued the code: no party links its own number by itself.</remarks>
public static class CoupleOnPaper
{
    private const int LongestPaper = 30;   // days, as long as a code lives

    public static void MapCoupleOnPaper(this IEndpointRouteBuilder routes) => routes
        .MapPost(ApiRoute.Root + "/koppelingen/inleveringen", HandleAsync)
        .ForPartners("leverKoppelcodeIn", "koppelingen", "A family used a school's code on paper, in front of two of your people").Takes<PaperInput>().Produces(204);

    private static async Task<IResult> HandleAsync(
        HttpContext http, ClaimsPrincipal principal, CouplingBook book, ChildRegister register, RegisteredPeople people, SignInBook signIns, Policy policy, BrokerSettings settings, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<PaperInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var (caller, now) = (Caller.From(principal), clock.GetUtcNow());
        var faults = await FaultsAsync(body, caller, people, DutchCalendar.DayOf(now), ct);
        if (faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.BadRequest, "Mend the members that are named.", faults);
        }

        var signer = new PersonId(body.Ondertekenaar);
        var purpose = new Purpose(signer == PersonId.Youth ? "JEUGDIGE_INZAGE" : "OUDERINZAGE");
        if (await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is not { } child
            || UnlinkedPerson.Is(signer.Value)
            || await register.ReadAsync(child, purpose, now, ct) is not { Facts: var facts }
            || FamilyPlace.Of(policy, settings.Profile, facts, signer, now) is not { Access: FamilyAccess.Sees })
        {
            return NotThere();
        }

        var actor = caller.Actor("ASSISTED_ENTRY") with { Pseudonym = body.AfgenomenDoor, OnBehalfOf = await signIns.PseudonymOfAsync(child, signer, ct) };
        return await book.RedeemAsync(body.Code, child, actor, new CouplingPaper(body.GetekendOp, body.ScanHash, body.Getuige), ct) is null ? NotThere() : Results.StatusCode(204);
    }

    private static async Task<List<FieldFault>> FaultsAsync(PaperInput body, Caller caller, RegisteredPeople people, DateOnly today, CancellationToken ct)
    {
        var faults = new List<FieldFault>();
        Add(body.Code.Length is 0, "/code", "The code of the school, as the family wrote it.");
        Add(body.GetekendOp > today || body.GetekendOp < today.AddDays(-LongestPaper), "/getekendOp", "A day in the last thirty.");
        Add(body.ScanHash.Length != 64 || !body.ScanHash.All(char.IsAsciiHexDigitLower), "/scanHash", "SHA-256 of the scan of what was signed: 64 lower-case hex digits.");
        Add(!await people.IsRegisteredAsync(caller.Organisation, body.AfgenomenDoor, ct), "/afgenomenDoor", "A professional whom your organisation registered.");
        Add(body.Getuige == body.AfgenomenDoor || !await people.IsRegisteredAsync(caller.Organisation, body.Getuige, ct), "/getuige", "A second professional whom your organisation registered.");
        return faults;

        void Add(bool wrong, string pointer, string remedy)
        {
            if (wrong)
            {
                faults.Add(new FieldFault(pointer, "BAD_REQUEST", remedy));
            }
        }
    }

    // One answer: whether the code or the signer is wrong, or another child has the number, is not for who asks.
    private static IResult NotThere() => Problems.Result(404, FaultReasons.NotFound, "kind is the number by which your organisation knows a child, ondertekenaar may act for that child today, and code can be used: not your own, not used, not replaced, not older than thirty days.");
}
