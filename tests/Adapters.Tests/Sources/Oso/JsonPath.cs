using System.Text.Json;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>Reads one value of JSON by a path of names and places: <c>code.coding.0.code</c>.</summary>
internal static class JsonPath
{
    /// <summary>Null when there is no such value; numbers and booleans as they are written.</summary>
    public static string? At(this JsonElement element, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(step, out var place))
            {
                if (place >= element.GetArrayLength())
                {
                    return null;
                }

                element = element[place];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
    }

    /// <summary>The value of an extension of our own on this element; null when it is not there.</summary>
    public static string? Extension(this JsonElement element, string name, string value)
    {
        if (!element.TryGetProperty("extension", out var extensions))
        {
            return null;
        }

        foreach (var extension in extensions.EnumerateArray())
        {
            if (extension.At("url") == $"https://zioexchange.nl/fhir/StructureDefinition/{name}")
            {
                return extension.At(value);
            }
        }

        return null;
    }

    /// <summary>The member of an object.</summary>
    public static JsonElement Get(this JsonElement element, string name) => element.GetProperty(name);
}
