using System.Text.Json;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>Reads one AuthZEN question. Members that the standard leaves open are passed over; the ones named in CONTRACT are read strictly.</summary>
internal static class EvaluationReader
{
    public static EvaluationRead Read(JsonElement body)
    {
        var faults = new List<FieldFault>();
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new EvaluationRead(null, [new FieldFault(string.Empty, "BAD_REQUEST", "One JSON object.")]);
        }

        var (subject, action, resource) = (Part(body, "subject", faults), Part(body, "action", faults), Part(body, "resource", faults));
        var context = body.TryGetProperty("context", out var given) ? given : default;
        if (context.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            faults.Add(new FieldFault("/context", "BAD_REQUEST", "An object."));
        }

        var question = new EvaluationQuestion(
            Text(subject, "/subject", "id", faults),
            Property(subject, "/subject", "role", faults) ?? string.Empty,
            Property(subject, "/subject", "organisation", faults),
            Text(action, "/action", "name", faults),
            Text(resource, "/resource", "id", faults),
            Property(resource, "/resource", "source", faults),
            List(Inner(resource, "/resource", faults), "/resource/properties", "categories", faults),
            List(context, "/context", "request", faults),
            IsEmergency(context, faults),
            Optional(context, "/context", "justification", faults, DossierQuestion.LongestJustification));
        CheckType(subject, "/subject", "professional", faults);
        CheckType(resource, "/resource", "kind-dossier", faults);
        return new EvaluationRead(faults.Count == 0 ? question : null, faults);
    }

    private static JsonElement Part(JsonElement body, string name, List<FieldFault> faults)
    {
        if (body.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object)
        {
            return part;
        }

        faults.Add(new FieldFault("/" + name, "BAD_REQUEST", "Required: an object."));
        return default;
    }

    private static void CheckType(JsonElement part, string path, string expected, List<FieldFault> faults)
    {
        if (part.ValueKind == JsonValueKind.Object && Text(part, path, "type", faults) is { Length: > 0 } type && type != expected)
        {
            faults.Add(new FieldFault(path + "/type", "UNKNOWN_CODE", $"Only {expected}."));
        }
    }

    private static string Text(JsonElement part, string path, string name, List<FieldFault> faults)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            return string.Empty;
        }

        if (Optional(part, path, name, faults) is { } text)
        {
            return text;
        }

        if (!part.TryGetProperty(name, out _))
        {
            faults.Add(new FieldFault($"{path}/{name}", "BAD_REQUEST", "Required: a text."));
        }

        return string.Empty;
    }

    private static string? Property(JsonElement part, string path, string name, List<FieldFault> faults) => Optional(Inner(part, path, faults), path + "/properties", name, faults);

    /// <summary>Properties that are no object are a fault: read as none, they would ask for everything.</summary>
    private static JsonElement Inner(JsonElement part, string path, List<FieldFault> faults)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("properties", out var inner))
        {
            return default;
        }

        if (inner.ValueKind != JsonValueKind.Object && faults.TrueForAll(fault => fault.Path != path + "/properties"))
        {
            faults.Add(new FieldFault(path + "/properties", "BAD_REQUEST", "An object."));
        }

        return inner;
    }

    private static string? Optional(JsonElement part, string path, string name, List<FieldFault> faults, int longest = JsonShape.LongestText)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && !JsonShape.IsLonger(text, longest))
        {
            return text;
        }

        faults.Add(new FieldFault($"{path}/{name}", "BAD_REQUEST", $"A text of 1 to {longest} characters."));
        return null;
    }

    /// <summary>A text, or an array of texts.</summary>
    private static IReadOnlyList<string> List(JsonElement part, string path, string name, List<FieldFault> faults)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty(name, out var value))
        {
            return [];
        }

        var items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new[] { value };
        if (items.Length <= JsonShape.LongestList && items.All(item => item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text && !JsonShape.IsLonger(text, JsonShape.LongestText)))
        {
            return [.. items.Select(item => item.GetString()!).Distinct(StringComparer.Ordinal)];
        }

        faults.Add(new FieldFault($"{path}/{name}", "BAD_REQUEST", $"At most {JsonShape.LongestList} texts, of 1 to {JsonShape.LongestText} characters each."));
        return [];
    }

    private static bool IsEmergency(JsonElement context, List<FieldFault> faults)
    {
        switch (Optional(context, "/context", "mode", faults))
        {
            case null or "NORMAL":
                return false;
            case "BREAK_GLASS":
                return true;
            default:
                faults.Add(new FieldFault("/context/mode", "UNKNOWN_CODE", "NORMAL or BREAK_GLASS."));
                return false;
        }
    }
}
