using System.Text.Json;
using System.Text.Unicode;

namespace ZioExchange.Broker.Hosting;

/// <summary>Looks through JSON of others before anything else reads it. Half a surrogate pair or bytes that are no UTF-8 make readers throw what is no fault of JSON, and NUL fits in no database.</summary>
internal static class JsonText
{
    /// <exception cref="JsonException">It is no JSON, too deep, or holds a text or name that is none.</exception>
    public static void Require(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(ref reader))
            {
                throw new JsonException();
            }
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        if (!Utf8.IsValid(reader.ValueSpan))
        {
            return false;
        }

        try
        {
            return !reader.ValueIsEscaped || !reader.GetString()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;   // half a surrogate pair
        }
    }
}
