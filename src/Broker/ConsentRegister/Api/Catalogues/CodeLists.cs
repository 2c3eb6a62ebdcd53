using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>GET /api/v1/doelen and /api/v1/gegevensgroepen: the words of the field, from the policy. Open to everybody.</summary>
public static class CodeLists
{
    public static void MapCodeLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ApiRoute.Root + "/doelen", (Policy policy) => Results.Json(new PurposeList(policy.Version, [.. policy.Purposes.Select(purpose => PurposeAnswer.Of(policy, purpose))]), BrokerJson.CamelCase))
            .Open("lijstDoelen", "doelen", "The purposes for which data may be shared, with the rows of the matrix that serve them").Produces<PurposeList>();
        routes.MapGet(ApiRoute.Root + "/gegevensgroepen", (Policy policy) => Results.Json(new CategoryList(policy.Version, [.. policy.Categories.Select(CategoryAnswer.Of)]), BrokerJson.CamelCase))
            .Open("lijstGegevensgroepen", "gegevensgroepen", "The data categories").Produces<CategoryList>();
    }
}
