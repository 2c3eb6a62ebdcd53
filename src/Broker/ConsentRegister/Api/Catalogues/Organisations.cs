using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>GET /api/v1/organisaties: who takes part, under which numbers, and where the FG is reached.</summary>
public static class Organisations
{
    public static void MapOrganisations(this IEndpointRouteBuilder routes) => routes
        .MapGet(ApiRoute.Root + "/organisaties", async (PartnerDirectory directory, CancellationToken ct) =>
            Results.Json(new OrganisationList([.. (await directory.AllAsync(ct)).Select(OrganisationAnswer.Of)]), BrokerJson.CamelCase))
        .ForPartners("lijstOrganisaties", "organisaties", "The organisations that take part").Produces<OrganisationList>();
}
