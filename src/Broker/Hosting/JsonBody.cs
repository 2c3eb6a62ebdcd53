using System.Text.Json;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>Reads a JSON body strictly: media type, size, duplicate and unknown members. What is wrong is answered at once.</summary>
public static class JsonBody
{
    private const int MaximumBody = 256 * 1024;

    /// <returns>The value; or null after the problem was written.</returns>
    public static async Task<T?> ReadAsync<T>(HttpContext http, CancellationToken ct)
        where T : class
    {
        if (!BodyReader.HasMediaType(http.Request, "application/json"))
        {
            await Problems.WriteAsync(http, 415, FaultReasons.UnsupportedMediaType, "Send application/json in UTF-8.");
            return null;
        }

        if (await BodyReader.ReadAsync(http.Request, MaximumBody, ct) is not { } body)
        {
            await Problems.WriteAsync(http, 413, FaultReasons.TooLarge, "A body is at most 256 KiB.");
            return null;
        }

        try
        {
            JsonText.Require(body.Span, BrokerJson.Given.MaxDepth);
            if (JsonSerializer.Deserialize<T>(body.Span, BrokerJson.Given) is { } value)
            {
                return value;
            }
        }
        catch (JsonException fault)
        {
            // The parser's own message may quote the body; its path does not.
            await Problems.WriteAsync(http, 400, FaultReasons.MalformedJson, "Mend the member that is named.", [new FieldFault(fault.Path ?? "$", "MALFORMED_JSON", "Missing, null, unknown, twice, or of another type than expected.")]);
            return null;
        }

        await Problems.WriteAsync(http, 400, FaultReasons.MalformedJson, "The body is null; send an object.");
        return null;
    }
}
