using System.Text.Json;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Hosting;

/// <summary>Reads a JSON body strictly: media type, size, duplicate and unknown members. All that is wrong is answered at once.</summary>
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

        JsonElement given;
        try
        {
            JsonText.Require(body.Span, BrokerJson.Given.MaxDepth);
            given = JsonElement.Parse(body.Span, new JsonDocumentOptions { MaxDepth = BrokerJson.Given.MaxDepth });
        }
        catch (JsonException)
        {
            // The parser's own message may quote the body.
            await Problems.WriteAsync(http, 400, FaultReasons.MalformedJson, "Send one JSON object in UTF-8, at most 32 levels deep.");
            return null;
        }

        var faults = new List<FieldFault>();
        if (JsonShape.Read<T>(given, string.Empty, faults) is { } value)
        {
            return value;
        }

        await Problems.WriteAsync(http, 400, FaultReasons.BadRequest, "Mend the members that are named.", faults);
        return null;
    }
}
