using System.Text.Json;

namespace ZioExchange.Testing;

/// <summary>An answer of the broker, read to its end.</summary>
/// <param name="Headers">By lower-case name; several values joined by a comma.</param>
public sealed record Reply(int Status, string Text, string? MediaType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>Of problem+json, an OAuth error or an OperationOutcome; null when there is none.</summary>
    public string? ReasonCode
    {
        get
        {
            if (Json.TryGetProperty("reasonCode", out var camel) || Json.TryGetProperty("reason_code", out camel))
            {
                return camel.GetString();
            }

            return Json.TryGetProperty("issue", out var issues)
                ? issues[0].GetProperty("details").GetProperty("coding").EnumerateArray()
                    .First(coding => coding.GetProperty("system").GetString()!.EndsWith("reason-code", StringComparison.Ordinal)).GetProperty("code").GetString()
                : null;
        }
    }

    /// <summary>A header's value; null when absent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant());

    public static async Task<Reply> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(", ", header.Value));
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct), answer.Content.Headers.ContentType?.MediaType, headers);
    }
}
