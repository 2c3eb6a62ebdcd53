using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.ConsentRegister.Api.Document;

/// <summary>Gives the document what every route has: server, contact, the version header, the faults and the parameters of the conventions.</summary>
internal sealed class ApiDocumentShape(Issuer issuer) : IOpenApiDocumentTransformer
{
    private const string ProblemName = "Problem";

    private static readonly (string Status, string Text)[] Faults =
    [
        ("400", "The request is malformed."), ("401", "No or no valid token or proof."), ("403", "Refused."), ("404", "Not there, or not yours."),
        ("429", "Too many requests; see Retry-After."), ("503", "The log or the register cannot be reached, or it is too busy; see Retry-After."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ZioExchange: API for partner systems",
            Version = ApiHeaders.Version,
            Description = "Consents, facts and records that open gates. Dossiers themselves are exchanged over FHIR: see /fhir/metadata.",
            Contact = new OpenApiContact { Name = "ZioExchange", Email = "partners@zioexchange.nl", Url = new Uri("https://zioexchange.nl/partners") },
            License = new OpenApiLicense { Name = "EUPL-1.2", Url = new Uri("https://eupl.eu/1.2/nl/") },
        };
        document.Servers = [new OpenApiServer { Url = issuer.At(ApiRoute.Root), Description = "This broker" }];
        document.AddComponent(ProblemName, Problem());

        var paths = new OpenApiPaths();
        foreach (var (path, item) in document.Paths)
        {
            paths.Add(path[ApiRoute.Root.Length..], item);
            foreach (var (method, operation) in item.Operations ?? [])
            {
                Complete(document, path, method, operation);
            }
        }

        document.Paths = paths;
        return Task.CompletedTask;
    }

    private static void Complete(OpenApiDocument document, string path, HttpMethod method, OpenApiOperation operation)
    {
        operation.Responses ??= [];
        if (method == HttpMethod.Get && path.StartsWith(ApiRoute.Questions + "/", StringComparison.Ordinal))
        {
            operation.Responses.TryAdd("304", new OpenApiResponse { Description = "It is what you have." });
            AddHeader(operation, "If-None-Match", "The ETag of what you have; several with commas between.");
        }

        foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            response.Headers["API-Version"] = new OpenApiHeader { Description = "Version of the API.", Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        foreach (var (status, text) in Faults)
        {
            operation.Responses.TryAdd(status, Fault(document, text));
        }

        if (method == HttpMethod.Post || method == HttpMethod.Put)
        {
            operation.Responses.TryAdd("413", Fault(document, "Too large."));
            operation.Responses.TryAdd("415", Fault(document, "Another media type."));
            operation.Responses.TryAdd("422", Fault(document, "A code or address that is not known or allowed, or a key that stood on another request."));
        }

        if (method == HttpMethod.Post && path.StartsWith(ApiRoute.Questions + "/", StringComparison.Ordinal))
        {
            operation.Responses.TryAdd("412", Fault(document, "It changed since you read it."));
            operation.Responses.TryAdd("428", Fault(document, "If-Match is missing."));
            AddHeader(operation, "If-Match", "The ETag of what you have read.", isRequired: true);
        }

        if (method == HttpMethod.Post && path != ApiRoute.Explanations)
        {
            operation.Responses.TryAdd("409", Fault(document, "Not in this state, or the first request with this key still runs."));
            AddHeader(operation, "Idempotency-Key", "Makes the request have its effect once; kept for a day.", longest: IdempotentAnswers.LargestKey);
        }
    }

    private static void AddHeader(OpenApiOperation operation, string name, string description, bool isRequired = false, int? longest = null)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = isRequired,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = longest },
        });
    }

    private static OpenApiResponse Fault(OpenApiDocument document, string text) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemName, document) } },
    };

    private static OpenApiSchema Problem()
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457, with the reason's number and code, the trace id, and every fault at once.",
            Required = new HashSet<string> { "type", "title", "status", "detail", "code", "reasonCode", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" },
                ["title"] = text,
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = text,
                ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^ZIO-[0-9]{4}$" },
                ["reasonCode"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Z0-9_]+$" },
                ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9a-f]{32}$" },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema> { ["path"] = text, ["code"] = text, ["detail"] = text },
                    },
                },
            },
        };
    }
}
