using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ZioExchange.Broker.ConsentRegister.Api.Document;

/// <summary>Says in the document that a member which may be null may also be absent: answers leave it out then (BrokerJson), and who sends it may too.</summary>
internal sealed class AbsentWhenNull : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var member in context.JsonTypeInfo.Properties.Where(member => member.IsGetNullable))
        {
            schema.Required?.Remove(member.Name);
        }

        return Task.CompletedTask;
    }
}
