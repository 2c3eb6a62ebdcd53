using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.ConsentRegister.Api.Document;

/// <summary>The OpenAPI 3.1 document of <c>/api/v1</c>, made by the framework from the routes, and the page that shows it without any other server.</summary>
public static class ApiDocument
{
    public const string DocsPath = "/docs";

    public static void AddApiDocument(this IServiceCollection services)
    {
        // Else the document says of each number that it may be a text, which nothing here reads.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(Describe);
    }

    private static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true && route.HttpMethod != HttpMethods.Head;   // HEAD goes without saying
        options.AddSchemaTransformer<IdentifiedShape>();
        options.AddSchemaTransformer<AbsentWhenNull>();
        options.AddDocumentTransformer<BodyBounds>();
        options.AddDocumentTransformer<ApiDocumentShape>();
    }

    /// <summary>GET /docs. Script and styles come from this program; the page's own policy stands in SecurityHeaders.</summary>
    public static void UseApiDocs(this WebApplication app) => app.UseReDoc(page =>
    {
        page.RoutePrefix = DocsPath[1..];
        page.SpecUrl = "/openapi.json";
        page.DocumentTitle = "ZioExchange: API for partner systems";
    });

    /// <summary>/openapi.json and /api/v1/openapi.json, open to everybody and from every site (NL API Design Rules, publish-openapi).</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi.json").AddEndpointFilter(AllowEverywhereAsync);
        routes.MapOpenApi(ApiRoute.Root + "/openapi.json").AddEndpointFilter(AllowEverywhereAsync);
        routes.MapGet(DocsPath + "/verzoeken.http", async ([FromKeyedServices("v1")] IOpenApiDocumentProvider documents, Issuer issuer, CancellationToken ct) =>
            Results.Text(RequestFile.Write(await documents.GetOpenApiDocumentAsync(ct), issuer.Name), "text/plain", System.Text.Encoding.UTF8)).ExcludeFromDescription();
    }

    private static ValueTask<object?> AllowEverywhereAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.AccessControlAllowOrigin = "*";
        return next(context);
    }
}
