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

/// <summary>POST /api/v1/toestemmingen/{id}/intrekkingen: a stop, told to an employee of a party to the grant. When the answer returns, nothing leaves under it any more.</summary>
public static class WithdrawGrant
{
    public static void MapWithdrawGrant(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/toestemmingen/{id:guid}/intrekkingen", HandleAsync)
        .ForPartners("trekToestemmingIn", "toestemmingen", "Stop a consent, whole, for some categories or for some recipients; from the answer on nothing leaves under it").Takes<WithdrawalEntry>().Produces<WithdrawalMade>(201);

    internal static async Task<IResult> HandleAsync(
        Guid id, HttpContext http, ClaimsPrincipal principal, Policy policy, ChildRegister register, GrantBook grants, PartnerDirectory directory, RequestAnswers answers,
        SignInBook signIns, TimeProvider clock, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<WithdrawalEntry>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        if (await grants.FindAsync(id, ct) is not { } grant || !IsPartyTo(grant, caller.Organisation)
            || await register.ReadAsync(new ChildReference(grant.ChildId), new Purpose(grant.Purpose), clock.GetUtcNow(), ct) is not { } snapshot)
        {
            return Problems.Result(404, FaultReasons.NotFound, "A grant is withdrawn by who is a party to it.");
        }

        var faults = new List<FieldFault>();
        if (body.Gegevensgroepen is { } categories)
        {
            GrantInput.Check(policy, grant.Purpose, categories, recipients: 1, faults);
        }

        if (body.Door != grant.GrantedBy && !GrantInput.CanStop(snapshot.Facts, body.Door))
        {
            faults.Add(new FieldFault("/door", "UNKNOWN_CODE", "Nobody who can decide for this child."));
        }

        var recipients = await RecipientsAsync(body.Ontvangers ?? [], grant, directory, faults, ct);
        if (body.Ontvangers is { Count: 0 })
        {
            faults.Add(new FieldFault("/ontvangers", "BAD_REQUEST", "At least one, or leave it out to stop for all."));
        }

        if (faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", faults);
        }

        var actor = caller.Actor("ASSISTED_ENTRY") with { OnBehalfOf = await signIns.PseudonymOfAsync(new ChildReference(grant.ChildId), new PersonId(body.Door), ct) };
        await grants.WithdrawAsync(id, new PersonId(body.Door), body.Gegevensgroepen ?? [], actor, ct, recipients: recipients);
        await answers.SettleAsync(new ChildReference(grant.ChildId), actor, ct);
        return Results.Json(new WithdrawalMade(id.ToString("D"), "INGETROKKEN"), BrokerJson.CamelCase, statusCode: 201);
    }

    private static async Task<IReadOnlyList<string>> RecipientsAsync(
        IReadOnlyList<Identified> named, Persistence.Model.GrantRow grant, PartnerDirectory directory, List<FieldFault> faults, CancellationToken ct)
    {
        var (recipients, of) = (new List<string>(), GrantReader.Body(grant).Recipients);
        for (var number = 0; number < named.Count; number++)
        {
            if (await directory.FindByIdentifierAsync(named[number].System, named[number].Value, ct) is { } recipient && of.Contains(recipient.Id.Value))
            {
                recipients.Add(recipient.Id.Value);
            }
            else
            {
                faults.Add(new FieldFault($"/ontvangers/{number}", "UNKNOWN_CODE", "No recipient of this grant."));
            }
        }

        return recipients;
    }

    private static bool IsPartyTo(Persistence.Model.GrantRow grant, OrganisationId organisation) =>
        grant.Source == organisation.Value || GrantReader.Body(grant).Recipients.Contains(organisation.Value);

    private sealed record WithdrawalEntry([property: JsonRequired] string Door, IReadOnlyList<string>? Gegevensgroepen = null, [property: MaxLength(GrantInput.MostRecipients)] IReadOnlyList<Identified>? Ontvangers = null);

    private sealed record WithdrawalMade(string Toestemming, string Status);
}
