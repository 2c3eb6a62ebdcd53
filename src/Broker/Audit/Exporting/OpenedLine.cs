using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>Checks one line of an ndjson export by itself, offline: that its entry stands in the log, and that its texts are the ones the log committed to.</summary>
internal static class OpenedLine
{
    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "index", "moment", "kind", "outcome", "source", "recipient", "purpose", "matrixRow", "traceId", "subject", "readable", "damaged", "entry", "actor", "opening", "actorOpening", "leafHash", "proof",
    };

    private static readonly string[] Columns = ["kind", "outcome", "source", "recipient", "purpose", "matrixRow", "traceId"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Whether the object is the text, what the text says of withheld parts left out.</summary>
    public static bool Same(JsonNode? written, string text)
    {
        var opened = JsonNode.Parse(text, null, Strict)!.AsObject();
        opened.Remove("withheld");
        return JsonNode.DeepEquals(written, opened);
    }

    /// <param name="line">One line of the file.</param>
    /// <param name="keys">The keys of the log, from outside.</param>
    /// <param name="index">The entry's place in the log.</param>
    /// <param name="content">Whether the content is proven too; false for what was erased or cannot be opened.</param>
    /// <param name="silent">Whether somebody acted of whom the line says nothing: left out, or erased.</param>
    /// <param name="fault">What does not hold; null when all does.</param>
    /// <returns>Whether what the line offers as proof holds.</returns>
    public static bool Holds(string line, KeySuccession keys, out long index, out bool content, out bool silent, out string? fault)
    {
        (index, content, silent) = (-1, false, false);
        try
        {
            var json = JsonNode.Parse(line, null, Strict)!.AsObject();
            if (!InclusionProof.TryParse((string?)json["proof"] ?? "", out var proof) || proof.Extra.IsEmpty || proof.Index != (long?)json["index"])
            {
                fault = "it has no proof (C2SP tlog-proof) of its own entry";
                return false;
            }

            if (json.FirstOrDefault(member => !Members.Contains(member.Key)).Key is not null)
            {
                fault = "it says more than an export says";
                return false;
            }

            index = proof.Index;
            var hash = MerkleHash.Leaf(proof.Extra.Span);
            if (!proof.Proves(hash, keys, out fault))
            {
                return false;
            }

            var leaf = JsonNode.Parse(proof.Extra.Span, null, Strict)!.AsObject();
            if (Convert.ToBase64String(hash) != (string?)json["leafHash"]
                || !Opens(json["opening"], json["entry"], (string?)leaf["entry"]) || !Opens(json["actorOpening"], json["actor"], (string?)leaf["actor"]))
            {
                fault = "its entry or actor is not what the log holds";
                return false;
            }

            if (json["opening"] is not null && !SaysTheSame(json, json["entry"]!))
            {
                fault = "what it says first is not what its entry says";
                return false;
            }

            if (!FitsItsContent(json))
            {
                fault = "it calls its content erased or damaged, and the content is there, or the other way about";
                return false;
            }

            if (leaf["actor"] is null && json["actor"] is not null)
            {
                fault = "it names who acted, and its entry has nobody";
                return false;
            }

            content = json["opening"] is not null && (json["actor"] is null || json["actorOpening"] is not null);
            silent = leaf["actor"] is not null && json["actor"] is null;
            return true;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or FormatException or ArgumentNullException or NullReferenceException)
        {
            fault = "it is not a line of an ndjson export";
            return false;
        }
    }

    /// <summary>Whether what a reader sees first, the readable columns, is what the proven entry says. The child's name stands in no entry: it is withheld.</summary>
    private static bool SaysTheSame(JsonObject line, JsonNode entry) =>
        Columns.All(column => JsonNode.DeepEquals(line[column], entry[column]))
        && DateTimeOffset.Parse((string)line["moment"]!, CultureInfo.InvariantCulture) == DateTimeOffset.Parse((string)entry["moment"]!, CultureInfo.InvariantCulture);

    /// <summary>An entry that is there was read, and is sound: a reader must not take it for erased or damaged.</summary>
    private static bool FitsItsContent(JsonObject line) =>
        (line["readable"] is not { } readable || (bool)readable == line["entry"] is not null)
        && (line["damaged"] is not { } damaged || !(bool)damaged || line["entry"] is null);

    /// <summary>True when nothing is opened, or what is opened is the text under the commitment and the object beside it.</summary>
    private static bool Opens(JsonNode? opening, JsonNode? written, string? commitment) =>
        opening is null
        || ((string)opening["text"]! is var text && Same(written, text)
            && Convert.ToBase64String(SHA256.HashData([.. Convert.FromBase64String((string)opening["salt"]!), .. Encoding.UTF8.GetBytes(text)])) == commitment);
}
