using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Document;

/// <summary>Says in the document how long the texts and lists of a body may be where the member itself does not say so: <see cref="JsonShape"/> holds callers to it.</summary>
internal sealed class BodyBounds : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var body in document.Paths.Values.SelectMany(path => path.Operations ?? []).SelectMany(operation => operation.Value.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>()))
        {
            Bound(body.Value.Schema);
        }

        return Task.CompletedTask;
    }

    private static void Bound(IOpenApiSchema? given)
    {
        if ((given is OpenApiSchemaReference reference ? reference.RecursiveTarget : given) is not OpenApiSchema schema)
        {
            return;
        }

        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.String) && schema.Format is not ("date" or "date-time"))
        {
            schema.MaxLength ??= JsonShape.LongestText;
        }

        if (schema.Type is { } list && list.HasFlag(JsonSchemaType.Array))
        {
            schema.MaxItems ??= JsonShape.LongestList;
            Bound(schema.Items);
        }

        foreach (var inner in (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Values.Concat(schema.OneOf ?? []).Concat(schema.AnyOf ?? []))
        {
            Bound(inner);
        }
    }
}
