using System.Security.Claims;
using ZioExchange.Adapters.Sources.Gemeente.Brp;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>POST /api/v1/feiten: a party records what belongs to it (law/RULES.md 2a). Decisions rest on it from the moment the answer returns.</summary>
public static class RecordFact
{
    private static readonly Dictionary<string, FactKind> Kinds = new(StringComparer.Ordinal)
    {
        ["geboortedatum"] = FactKind.Birth,
        ["bekwaamheid"] = FactKind.Capacity,
        ["woonplaats"] = FactKind.Residence,
        ["inschrijving"] = FactKind.Placement,
        ["maatregel"] = FactKind.Measure,
        ["gezag"] = FactKind.Authority,
        ["beoordeling"] = FactKind.Assessment,
        ["registratie"] = FactKind.Holding,
        ["markering"] = FactKind.Flag,
    };

    // Evidence of gezag is ranked by where it was seen, so a party may name only what it can have seen.
    private static readonly Dictionary<string, string[]> EvidenceOf = new(StringComparer.Ordinal)
    {
        ["GEMEENTE"] = ["BRP", "gezagsregister"],
        ["SCHOOL"] = ["gezagsregister", "schooldossier"],
        ["INSTELLING"] = ["gezagsregister", "schooldossier"],
    };

    public static void MapRecordFact(this IEndpointRouteBuilder routes) => routes
        .MapPost(ApiRoute.Root + "/feiten", HandleAsync)
        .ForPartners("legFeitVast", "feiten", "Record a fact that belongs to your organisation").Takes<FactInput>().Produces<FactAnswer>(201);

    private static async Task<IResult> HandleAsync(
        HttpContext http, ClaimsPrincipal principal, PartnerDirectory directory, Policy policy, ChildRegister register, ChildBook children, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<FactInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        var faults = new List<FieldFault>();
        if (!Kinds.TryGetValue(body.Soort, out var kind))
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "soort is one of " + string.Join(", ", Kinds.Keys) + ".", [new FieldFault("/soort", "UNKNOWN_CODE", "No kind of fact.")]);
        }

        if (!FactOwnership.Allows(kind, caller.Party.Code))
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "This kind of fact belongs to another party; see docs/partners.md.");
        }

        if (body.WaargenomenOp > clock.GetUtcNow() + TimeSpan.FromMinutes(5))
        {
            faults.Add(new FieldFault("/waargenomenOp", "BAD_REQUEST", "Not in the future."));
        }

        if (body.Bron.Length is 0 || (kind is FactKind.Authority && !EvidenceOf[caller.Party.Code].Contains(body.Bron)))
        {
            faults.Add(new FieldFault("/bron", "UNKNOWN_CODE", kind is FactKind.Authority ? string.Join(" or ", EvidenceOf[caller.Party.Code]) + "." : "1 to 64 characters."));
        }

        var read = await new FactReading(caller, directory, policy, body, faults).ReadAsync(body.Soort, ct);
        if (read is null || faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", faults);
        }

        if (read.Kind is FactKind.Flag && !FactOwnership.AllowsMark(read.Subject, caller.Party.Code))
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "This mark belongs to another party; see docs/partners.md.");
        }

        if (await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is not { } child)
        {
            return Problems.Result(404, FaultReasons.NotFound, "kind is the number by which your organisation knows a child.");
        }

        if (read.Body is IReadOnlyList<BrpGezag> answers)
        {
            read = read with { Body = BrpAuthority.From(answers, await register.PeopleByBsnAsync(child, ct)) };
        }

        if (read.Body is SaidPlacement place)
        {
            read = read with { Body = place.After(await register.LastPlacementAsync(child, caller.Organisation, ct), clock.GetUtcNow()) };
        }

        var actor = caller.Actor("PARTNER_SYSTEM");
        await children.RecordAsync(child, read.Kind, read.Subject, read.Body, caller.Organisation, body.Bron, body.WaargenomenOp, actor, ct);
        return Results.Json(new FactAnswer(body.Soort, body.WaargenomenOp), BrokerJson.CamelCase, statusCode: 201);
    }
}
