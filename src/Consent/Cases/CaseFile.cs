using System.Text.Json;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Consent.Cases;

/// <summary>Reads an array of decision cases strictly: an unknown field, a wrong type or a date that cannot be is an error of that case alone.</summary>
public static class CaseFile
{
    // A case is a few levels deep. One that is deeper is refused by itself; without a bound the parser's time grows with the square of the depth.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1024 };

    /// <summary>One reading for each item, in the order of the file.</summary>
    /// <exception cref="FormatException">The text is not a JSON array. The message holds no content of the file.</exception>
    public static IEnumerable<CaseReading> Read(string text) => ReadItems(ArrayOf(text, "cases"));

    /// <summary>Reads a bare array of grants, in the shape of a case's <c>consents</c>: what a what-if adds to every case.</summary>
    /// <exception cref="FormatException">The text is not a JSON array, or a grant has a fault; the message names its place.</exception>
    public static IReadOnlyList<ConsentGrant> ReadGrants(string text)
    {
        using var document = ArrayOf(text, "grants");
        return [.. document.RootElement.EnumerateArray().Select((item, number) => CaseGrants.Read(item, $"[{number}]"))];
    }

    private static JsonDocument ArrayOf(string text, string what)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Options);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"Not valid JSON near line {exception.LineNumber + 1}; expected an array of {what}.");
        }

        if (document.RootElement.ValueKind is not JsonValueKind.Array)
        {
            document.Dispose();
            throw new FormatException($"Not a JSON array; expected an array of {what}.");
        }

        return document;
    }

    private static IEnumerable<CaseReading> ReadItems(JsonDocument document)
    {
        using (document)
        {
            foreach (var item in document.RootElement.EnumerateArray())
            {
                yield return ReadOne(item);
            }
        }
    }

    private static CaseReading ReadOne(JsonElement item)
    {
        var id = CaseObject.IdOf(item);
        try
        {
            return new(id, CaseReader.Read(item), null);
        }
        catch (FormatException fault)
        {
            return new(id, null, fault.Message);
        }
    }
}
