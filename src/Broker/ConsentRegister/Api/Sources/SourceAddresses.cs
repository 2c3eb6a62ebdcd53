using System.Security.Claims;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Sources;

/// <summary>/api/v1/bronadres: where an organisation's own system is asked for records. It sets its own and sees no other.</summary>
internal static class SourceAddresses
{
    private const string Path = ApiRoute.Root + "/bronadres";
    private const string Tag = "bronadres";

    public static void MapSourceAddresses(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(Path, SetAsync).ForPartners("stelBronadresIn", Tag, "Say where your system is asked for records").Takes<SourceAddressInput>().Produces<SourceAddressAnswer>();
        routes.MapGet(Path, ReadAsync).ForPartners("leesBronadres", Tag, "Where your system is asked for records").Produces<SourceAddressAnswer>();
        routes.MapDelete(Path, EndAsync).ForPartners("verwijderBronadres", Tag, "Have your system asked no more").Produces(204);
    }

    private static async Task<IResult> SetAsync(HttpContext http, ClaimsPrincipal principal, SourceRegistry registry, PartnerDirectory directory, CancellationToken ct)
    {
        if (await JsonBody.ReadAsync<SourceAddressInput>(http, ct) is not { } body)
        {
            return Results.Empty;
        }

        var caller = Caller.From(principal);
        if (await directory.FindOrganisationAsync(caller.Organisation, ct) is not { } organisation || SourceRegistry.KindOf(organisation.Party) is not { } kind)
        {
            return Problems.Result(403, RequestReasons.RoleNotAuthorised, "Your organisation is nobody's source.");
        }

        var faults = new List<FieldFault>();
        if (!registry.IsAcceptable(body.Adres, out var address))
        {
            faults.Add(new FieldFault("/adres", "ADDRESS_NOT_ALLOWED", "A public https address without user, query or fragment."));
        }

        if (!SourceRegistry.IsUsable(body.Geheim))
        {
            faults.Add(new FieldFault("/geheim", "BAD_REQUEST", "16 to 1000 visible ASCII characters without spaces."));
        }

        if (faults.Count > 0)
        {
            return Problems.Result(422, address is null ? FaultReasons.AddressNotAllowed : FaultReasons.BadRequest, "Mend the members that are named.", faults);
        }

        await registry.SetAsync(organisation, address!, body.Geheim, Actor(caller), ct);
        return await ReadAsync(principal, directory, ct);
    }

    private static async Task<IResult> ReadAsync(ClaimsPrincipal principal, PartnerDirectory directory, CancellationToken ct) =>
        (await directory.CurrentAsync(ct)).Endpoint(Caller.From(principal).Organisation) is { } endpoint
            ? Results.Json(Answer(endpoint), BrokerJson.CamelCase)
            : Problems.Result(404, FaultReasons.NotFound, "Your organisation registered no address; set one with PUT.");

    private static async Task<IResult> EndAsync(ClaimsPrincipal principal, SourceRegistry registry, CancellationToken ct)
    {
        var caller = Caller.From(principal);
        await registry.EndAsync(caller.Organisation, Actor(caller), ct);
        return Results.StatusCode(204);
    }

    private static SourceAddressAnswer Answer(SourceEndpoint endpoint) => new(endpoint.BaseAddress.AbsoluteUri, endpoint.Kind.ToString().ToUpperInvariant());

    private static AuditActor Actor(Caller caller) => caller.Actor("PARTNER_SYSTEM");
}
