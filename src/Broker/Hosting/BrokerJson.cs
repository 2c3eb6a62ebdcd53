using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZioExchange.Broker.Hosting;

/// <summary>How the broker reads and writes its own JSON: strict when reading (unknown and duplicate members are faults), nothing that is null when writing.</summary>
public static class BrokerJson
{
    public static JsonSerializerOptions CamelCase { get; } = Make(JsonNamingPolicy.CamelCase);

    /// <summary>For what others send: null stands only where it may, also in lists.</summary>
    public static JsonSerializerOptions Given { get; } = Make(JsonNamingPolicy.CamelCase, given: true);

    public static JsonSerializerOptions SnakeCase { get; } = Make(JsonNamingPolicy.SnakeCaseLower);

    private static JsonSerializerOptions Make(JsonNamingPolicy naming, bool given = false)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming,
            DictionaryKeyPolicy = null,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = given,
            MaxDepth = 32,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        };
        options.Converters.Add(new UtcInstant());
        if (given)
        {
            options.Converters.Add(new NoNullItems());
        }

        options.MakeReadOnly();
        return options;
    }
}
