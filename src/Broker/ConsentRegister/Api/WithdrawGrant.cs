using System.Security.Claims;
using System.Text.Json.Serialization;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>POST /api/v1/toestemmingen/{id}/intrekkingen: a stop, told to an employee of a party to the grant. When the answer returns, nothing leaves under it any more.</summary>
public static class WithdrawGrant
{
    public static void MapWithdrawGrant(this IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/toestemmingen/{id:guid}/intrekkingen", HandleAsync)
        .ForPartners("trekToestemmingIn", "toestemmingen", "Stop a consent, whole or in part; from the answer on nothing leaves under it").Takes<WithdrawalEntry>().Produces<WithdrawalMade>(201);

    internal static async Task<IResult> HandleAsync(
        Guid id, HttpContext http, ClaimsPrincipal principal, Policy policy, ChildRegister register, GrantBook grants, RequestAnswers answers, TimeProvider clock, CancellationToken ct)
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

        if (body.Door != grant.GrantedBy && !GrantInput.CanGive(snapshot.Facts, body.Door, replaces: null))
        {
            faults.Add(new FieldFault("/door", "UNKNOWN_CODE", "Nobody who can decide for this child."));
        }

        if (faults.Count > 0)
        {
            return Problems.Result(422, FaultReasons.UnknownCode, "Mend the members that are named.", faults);
        }

        var actor = caller.Actor("ASSISTED_ENTRY");
        await grants.WithdrawAsync(id, new PersonId(body.Door), body.Gegevensgroepen ?? [], actor, ct);
        await answers.SettleAsync(new ChildReference(grant.ChildId), actor, ct);
        return Results.Json(new WithdrawalMade(id.ToString("D"), "INGETROKKEN"), BrokerJson.CamelCase, statusCode: 201);
    }

    private static bool IsPartyTo(Persistence.Model.GrantRow grant, OrganisationId organisation) =>
        grant.Source == organisation.Value || GrantReader.Body(grant).Recipients.Contains(organisation.Value);

    private sealed record WithdrawalEntry([property: JsonRequired] string Door, IReadOnlyList<string>? Gegevensgroepen = null);

    private sealed record WithdrawalMade(string Toestemming, string Status);
}
