using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>The fullUrl of a resource in a bundle, to which relative references within the bundle resolve.</summary>
public static class FhirAddress
{
    /// <param name="resource">UTF-8 JSON that begins with resourceType and id, as this project writes it.</param>
    /// <exception cref="FormatException">It begins otherwise.</exception>
    public static string Of(ReadOnlySpan<byte> resource)
    {
        var json = new Utf8JsonReader(resource);
        string? type = null;
        while (json.Read())
        {
            if (json.TokenType is not JsonTokenType.PropertyName)
            {
                continue;
            }

            var isType = json.ValueTextEquals("resourceType"u8);
            var isId = json.ValueTextEquals("id"u8);
            json.Read();
            if (isType)
            {
                type = json.GetString();
            }
            else if (isId && type is not null)
            {
                return $"{FhirSystems.Base}/{type}/{json.GetString()}";
            }
            else
            {
                break;
            }
        }

        throw new FormatException("A resource begins with resourceType and id.");
    }
}
