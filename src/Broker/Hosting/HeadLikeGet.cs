namespace ZioExchange.Broker.Hosting;

/// <summary>HEAD wherever programs have GET (RFC 9110 section 9.3.2): the same checks, the same entry in the log, the same headers. The server leaves the body out.</summary>
internal static class HeadLikeGet
{
    public static RouteGroupBuilder AnsweringHead(this RouteGroupBuilder routes)
    {
        ((IEndpointConventionBuilder)routes).Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { HttpMethods: var methods } && methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head))
            {
                endpoint.Metadata.Add(new HttpMethodMetadata([.. methods, HttpMethods.Head]));
            }
        });
        return routes;
    }
}
