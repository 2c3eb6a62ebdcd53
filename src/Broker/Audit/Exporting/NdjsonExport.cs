using System.Text;
using System.Text.Json.Nodes;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>One record as one JSON object: the readable columns, the decrypted entry and actor, a proof that anyone can check offline, and what ties the texts to it.</summary>
/// <remarks>
/// A text is opened only when the reader gets all of it as the log holds it: not when a view changed a name in it, and not for entries of before the
/// texts were two. The recorded inputs of a decision stay inside: they hold the family's facts (law/RULES.md section 5, "never values"); <c>decide --replay</c> reads them from the log.
/// </remarks>
internal static class NdjsonExport
{
    public static string Line(LogRecord record, string? proof)
    {
        var entry = record.Entry is null ? null : Parse(EntryJson.Write(record.Entry, null));
        var actor = record.Actor is null ? null : Parse(EntryJson.Write(record.Actor));
        var line = new JsonObject
        {
            ["index"] = record.Index,
            ["moment"] = ExportText.Utc(record.Moment),
            ["kind"] = record.Kind,
            ["outcome"] = record.Outcome,
            ["source"] = record.Source,
            ["recipient"] = record.Recipient,
            ["purpose"] = record.Purpose,
            ["matrixRow"] = record.MatrixRow,
            ["traceId"] = record.TraceId,
            ["subject"] = record.Subject,
            ["readable"] = record.Entry is not null,
            ["damaged"] = record.Damaged,
            ["entry"] = entry,
            ["actor"] = actor,
            ["opening"] = Opening(record.Opening, entry),
            ["actorOpening"] = Opening(record.ActorOpening, actor),
            ["leafHash"] = Convert.ToBase64String(record.LeafHash.Span),
            ["proof"] = proof,
        };

        return ExportText.Json(line);
    }

    private static JsonObject? Opening(TextOpening? opening, JsonNode? written) =>
        opening is not null && OpenedLine.Same(written, Encoding.UTF8.GetString(opening.Text.Span))
            ? new() { ["salt"] = Convert.ToBase64String(opening.Salt.Span), ["text"] = Encoding.UTF8.GetString(opening.Text.Span) }
            : null;

    private static JsonNode? Parse(byte[] json) => JsonNode.Parse(Encoding.UTF8.GetString(json));
}
