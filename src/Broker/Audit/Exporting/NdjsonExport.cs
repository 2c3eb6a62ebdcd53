using System.Text;
using System.Text.Json.Nodes;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>One record as one JSON object: the readable columns, the decrypted entry and actor, and a proof that anyone can check offline.</summary>
/// <remarks>The recorded inputs of a decision stay inside: they hold the family's facts (law/RULES.md section 5, "never values"); <c>decide --replay</c> reads them from the log.</remarks>
internal static class NdjsonExport
{
    public static string Line(LogRecord record, string? proof)
    {
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
            ["entry"] = record.Entry is null ? null : Parse(EntryJson.Write(record.Entry with { Child = null, Replay = null })),
            ["actor"] = record.Actor is null ? null : Parse(EntryJson.Write(record.Actor)),
            ["leafHash"] = Convert.ToBase64String(record.LeafHash.Span),
            ["proof"] = proof,
        };

        return ExportText.Json(line);
    }

    private static JsonNode? Parse(byte[] json) => JsonNode.Parse(Encoding.UTF8.GetString(json));
}
