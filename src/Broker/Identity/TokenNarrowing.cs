using System.Text.Json;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity;

/// <summary>What a token is limited to: a client may ask for less than its organisation may do (RFC 9396, type <c>kind-dossier</c>).</summary>
/// <param name="Purposes">Allowed purposes; empty means all.</param>
/// <param name="Categories">Allowed data categories; empty means all.</param>
public sealed record TokenNarrowing(IReadOnlyList<string> Purposes, IReadOnlyList<string> Categories)
{
    public const string DetailType = "kind-dossier";

    private const int MaximumDepth = 4;

    public bool Allows(string purpose) => Purposes.Count == 0 || Purposes.Contains(purpose, StringComparer.Ordinal);

    public bool AllowsCategory(string category) => Categories.Count == 0 || Categories.Contains(category, StringComparer.Ordinal);

    /// <summary>Reads what a client sent. Anything that is not understood is a fault, because ignoring it would widen the token.</summary>
    public static bool TryRead(string json, out TokenNarrowing? narrowing)
    {
        narrowing = null;
        try
        {
            JsonText.Require(System.Text.Encoding.UTF8.GetBytes(json), MaximumDepth);
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.GetArrayLength() != 1)
            {
                return false;
            }

            var detail = document.RootElement[0];
            if (detail.ValueKind != JsonValueKind.Object || !detail.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != DetailType)
            {
                return false;
            }

            var purposes = new List<string>();
            var categories = new List<string>();
            foreach (var member in detail.EnumerateObject())
            {
                var read = member.Name switch
                {
                    "type" => true,
                    "purposes" => ReadCodes(member.Value, purposes),
                    "categories" => ReadCodes(member.Value, categories),
                    _ => false,
                };
                if (!read)
                {
                    return false;
                }
            }

            narrowing = new TokenNarrowing(purposes, categories);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    internal static TokenNarrowing? FromClaim(string? json)
    {
        if (json is null)
        {
            return null;
        }

        // The handler hands an array of one object over as that object.
        var text = json.StartsWith('[') ? json : $"[{json}]";
        return TryRead(text, out var narrowing)
            ? narrowing
            : throw new InvalidOperationException("The token's authorization_details cannot be read.");
    }

    private static bool ReadCodes(JsonElement array, List<string> into)
    {
        if (array.ValueKind != JsonValueKind.Array || array.GetArrayLength() is 0 or > 100)
        {
            return false;
        }

        foreach (var code in array.EnumerateArray())
        {
            if (code.ValueKind != JsonValueKind.String)
            {
                return false;
            }

            into.Add(code.GetString()!);
        }

        return true;
    }
}
