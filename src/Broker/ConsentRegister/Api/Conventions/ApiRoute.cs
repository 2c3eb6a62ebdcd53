using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>What every route of <c>/api/v1</c> says of itself; the OpenAPI document is made from it.</summary>
internal static class ApiRoute
{
    public const string Root = "/api/v1";

    /// <summary>The one route here that answers a question about a child: it changes nothing, its answer is never kept, and it counts as an exchange does.</summary>
    public const string Explanations = Root + "/toelichtingen";

    /// <summary>Where a change is made on what the caller has read (If-Match).</summary>
    public const string Questions = Root + "/toestemmingsverzoeken";

    /// <param name="name">Operation id.</param>
    /// <param name="tag">The resource it belongs to.</param>
    public static RouteHandlerBuilder ForPartners(this RouteHandlerBuilder route, string name, string tag, string summary) =>
        route.Open(name, tag, summary).RequireAuthorization(PartnerAuthentication.Policy);

    /// <summary>A route that anybody may read: it holds nothing about people.</summary>
    public static RouteHandlerBuilder Open(this RouteHandlerBuilder route, string name, string tag, string summary) =>
        route.WithName(name).WithTags(tag).WithSummary(summary);

    /// <summary>The body it reads; unknown members are refused.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route)
        where T : notnull => route.Accepts<T>("application/json");
}
