using System.Text.Json;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Follows the literal references of a Bundle.</summary>
internal static class BundleReferences
{
    /// <summary>References to which no entry and no contained resource answers.</summary>
    public static IEnumerable<string> Dangling(JsonElement bundle)
    {
        var entries = bundle.GetProperty("entry").EnumerateArray().ToList();
        var known = entries.Select(entry => entry.GetProperty("fullUrl").GetString()!).ToHashSet();
        known.UnionWith(entries.Select(entry => entry.GetProperty("resource")).Where(resource => resource.TryGetProperty("id", out _))
            .Select(resource => $"{resource.GetProperty("resourceType").GetString()}/{resource.GetProperty("id").GetString()}"));
        return entries.SelectMany(entry => References(entry.GetProperty("resource"))).Where(reference => !reference.StartsWith('#') && !known.Contains(reference)).Distinct();
    }

    private static IEnumerable<string> References(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany(References),
        JsonValueKind.Object => node.EnumerateObject().SelectMany(member =>
            member.NameEquals("reference") && member.Value.ValueKind is JsonValueKind.String ? [member.Value.GetString()!] : References(member.Value)),
        _ => [],
    };
}
