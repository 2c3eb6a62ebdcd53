using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>What came out of one document, with questions that tests ask of it.</summary>
internal sealed class MappedBundle(MappedDossier dossier)
{
    public MappedDossier Dossier { get; } = dossier;

    public IReadOnlyList<JsonElement> Resources { get; } =
        [.. dossier.Resources.Select(bytes => JsonDocument.Parse(bytes).RootElement)];

    /// <summary>Everything as text, to look for what must not be there.</summary>
    public string Text => string.Join('\n', Resources.Select(resource => resource.GetRawText()));

    public IReadOnlyList<string> Codes => [.. Dossier.Issues.Select(issue => issue.CodeText).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<JsonElement> All(string type) =>
        [.. Resources.Where(resource => resource.GetProperty("resourceType").GetString() == type)];

    public JsonElement One(string type) => Assert.Single(All(type));

    /// <summary>The resource of a type whose first identifier has this value.</summary>
    public JsonElement Identified(string type, string identifier) =>
        Assert.Single(All(type), resource => resource.TryGetProperty("identifier", out var list)
            && list.EnumerateArray().Any(one => one.TryGetProperty("value", out var value) && value.GetString() == identifier));

    /// <summary>The one value at a path such as <c>name.0.family</c> or <c>extension:budget.valueMoney.value</c>; null when it is not there.</summary>
    public static string? Value(JsonElement resource, string path)
    {
        var element = resource;
        foreach (var step in path.Split('.'))
        {
            if (Next(element, step) is not { } next)
            {
                return null;
            }

            element = next;
        }

        return element.ValueKind is JsonValueKind.String ? element.GetString() : element.GetRawText();
    }

    private static JsonElement? Next(JsonElement element, string step)
    {
        if (int.TryParse(step, out var at))
        {
            return element.ValueKind is JsonValueKind.Array && at < element.GetArrayLength() ? element[at] : null;
        }

        if (!step.Contains(':', StringComparison.Ordinal))
        {
            return element.ValueKind is JsonValueKind.Object && element.TryGetProperty(step, out var member) ? member : null;
        }

        var name = step.Split(':')[1];
        return element.ValueKind is JsonValueKind.Object && element.TryGetProperty("extension", out var list)
            ? list.EnumerateArray().Select(one => (JsonElement?)one).FirstOrDefault(one => one!.Value.GetProperty("url").GetString()!.Split('/')[^1] == name)
            : null;
    }
}
