using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json.Serialization;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>POST /api/v1/toestemmingen: assisted entry. An employee of the source records a choice that a family made by phone or on paper.</summary>
/// <remarks>Only the source may: consent is asked by the source, never on the form of who wants to receive (law/RULES.md 1.3). Families themselves use the pages.</remarks>
public static class GiveGrant
{
    public static void MapGiveGrant(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/toestemmingen", HandleAsync)
        .ForPartners("legToestemmingVast", "toestemmingen", "Assisted entry: the source records a choice that a family made by phone or on paper").Takes<GrantEntry>().Produces<GrantMade>(201);

    internal static async Task<IResult> HandleAsync(
        HttpContext http, ClaimsPrincipal principal, Policy policy, PartnerDirectory directory, ChildRegister register, GrantBook grants, RequestAnswers answers,
        SignInBook signIns, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<GrantEntry>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        if (body.Gever == PersonId.Court.Value || body.Bewijs.IsOfACourt)
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "A decision of a court is recorded by the privacy officer of the source, who saw the document: at /toezicht, with the child.");
        }

        var faults = new List<FieldFault>();
        var source = await directory.FindByIdentifierAsync(body.Bron.System, body.Bron.Value, ct);
        var recipients = new List<OrganisationId>();
        foreach (var (recipient, number) in body.Ontvangers.Select((recipient, number) => (recipient, number)))
        {
            if (await directory.FindByIdentifierAsync(recipient.System, recipient.Value, ct) is { } organisation)
            {
                recipients.Add(organisation.Id);
            }
            else
            {
                faults.Add(new FieldFault($"/ontvangers/{number}", "UNKNOWN_CODE", "No organisation that takes part."));
            }
        }

        GrantInput.Check(policy, body.Doel, body.Gegevensgroepen, body.Ontvangers.Count, faults);
        if (body.Bewijs.ToEvidence(faults) is not { } evidence || faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", faults);
        }

        if (source is null || source.Id != caller.Organisation)
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "Consent is recorded by the source: bron is your own organisation.");
        }

        var purpose = new Purpose(body.Doel);
        if (await register.FindAsync(caller.Organisation, caller.Party, body.Kind.System, body.Kind.Value, ct) is not { } child
            || await register.ReadAsync(child, purpose, clock.GetUtcNow(), ct) is not { } snapshot
            || !GrantInput.CanStop(snapshot.Facts, body.Gever))
        {
            // One answer: else a made-up giver would tell, and leave no trace, which children the register holds.
            return Problems.Result(404, FaultReasons.NotFound, "kind is the number by which your organisation knows a child, and gever is JEUGDIGE or a person whom that child's authority facts name.");
        }

        if (!GrantInput.CanGive(snapshot.Facts, body.Gever))
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "gever is a person whom the register knows.", [new FieldFault("/gever", "UNKNOWN_CODE", "Nobody here knows who this is: such a person gives no consent here.")]);
        }

        var grant = new NewGrant(
            child, new PersonId(body.Gever), purpose, source.Id, ValidFrom: null, body.GeldigTot,
            new GrantBody([.. recipients.Select(recipient => recipient.Value)], body.Gegevensgroepen, evidence, Replaces: null, []));
        var actor = caller.Actor("ASSISTED_ENTRY") with { OnBehalfOf = await signIns.PseudonymOfAsync(child, new PersonId(body.Gever), ct) };
        var id = await grants.RecordAsync(grant, actor, ct);
        await answers.SettleAsync(child, actor, ct);
        return Results.Json(new GrantMade(id.ToString("D")), BrokerJson.CamelCase, statusCode: 201).WithLocation($"/api/v1/toestemmingen/{id:D}");
    }

    private sealed record GrantEntry(
        [property: JsonRequired] Identified Kind,
        [property: JsonRequired] string Gever,
        [property: JsonRequired] string Doel,
        [property: JsonRequired] Identified Bron,
        [property: JsonRequired, MaxLength(GrantInput.MostRecipients)] IReadOnlyList<Identified> Ontvangers,
        [property: JsonRequired] IReadOnlyList<string> Gegevensgroepen,
        [property: JsonRequired] DateOnly GeldigTot,
        [property: JsonRequired] EvidenceInput Bewijs);

    private sealed record GrantMade(string Id);
}
