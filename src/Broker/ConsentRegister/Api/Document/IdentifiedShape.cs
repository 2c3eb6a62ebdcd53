using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Document;

/// <summary>Says in the document what a number with its naming system looks like: its reader is written by hand, and the framework knows nothing of it.</summary>
internal sealed class IdentifiedShape : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(Identified))
        {
            Describe(schema);
        }
        else if (typeof(IEnumerable<Identified>).IsAssignableFrom(context.JsonTypeInfo.Type))
        {
            var item = new OpenApiSchema();
            Describe(item);
            schema.Items = item;
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "A number with its naming system. What you send may also be the text system|value.";
        schema.Required = new HashSet<string> { "system", "value" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["system"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", MaxLength = JsonShape.LongestText },
            ["value"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = JsonShape.LongestText },
        };
    }
}
