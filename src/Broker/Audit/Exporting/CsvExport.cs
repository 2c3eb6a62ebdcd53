using System.Globalization;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>One record as one line of a spreadsheet. Every cell is quoted, and none can be taken for a formula.</summary>
internal static class CsvExport
{
    public static string Head { get; } = "\uFEFF" + string.Join(';', Cells(null).Select(cell => cell.Name));

    public static string Line(LogRecord record) => string.Join(';', Cells(record).Select(cell => Quote(cell.Value)));

    /// <summary>A cell that starts like a formula gets an apostrophe in front, which spreadsheets show as text (OWASP, CSV injection).</summary>
    internal static string Quote(string? value)
    {
        var text = value ?? "";
        var start = text.TrimStart();
        var risky = text.Length > 0 && (text[0] is '\0' or '\t' or '\r' or '\n' || (start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20'));
        return $"\"{(risky ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static IEnumerable<(string Name, string? Value)> Cells(LogRecord? record)
    {
        var (entry, actor) = (record?.Entry, record?.Actor);
        yield return ("index", record?.Index.ToString(CultureInfo.InvariantCulture));
        yield return ("tijd_utc", record is null ? null : ExportText.Utc(record.Moment));
        yield return ("tijd_nl", record is null ? null : ExportText.DutchTime(record.Moment));
        yield return ("soort", record?.Kind);
        yield return ("uitkomst", record?.Outcome);
        yield return ("kind_pseudoniem", record?.Subject);
        yield return ("wie", actor?.Pseudonym);
        yield return ("rol", actor?.Role);
        yield return ("organisatie", actor?.Organisation?.Value);
        yield return ("namens", actor?.OnBehalfOf);
        yield return ("betrouwbaarheidsniveau", actor?.AssuranceLevel);
        yield return ("inlogmiddel", actor?.AuthenticationMethod);
        yield return ("bron", record?.Source);
        yield return ("ontvanger", record?.Recipient);
        yield return ("doel", record?.Purpose);
        yield return ("matrixrij", record?.MatrixRow);
        yield return ("grondslag", entry?.LegalBasis);
        yield return ("gevraagde_rol", entry?.Role?.Code);
        yield return ("modus", entry?.Mode);
        yield return ("noodknop_reden_sha256", entry?.JustificationHash);
        yield return ("beleidsversie", entry?.PolicyVersion);
        yield return ("profiel", entry?.Profile);
        yield return ("redencode", entry?.ReasonCode);
        yield return ("gevraagd", Join(entry?.CategoriesRequested.Select(category => category.Code)));
        yield return ("toegestaan", Join(entry?.CategoriesPermitted.Select(category => category.Code)));
        yield return ("geweigerd", Join(entry?.CategoriesDenied.Select(denied => $"{denied.Category.Code} ({denied.ReasonCode})")));
        yield return ("toestemmingen", Join(entry?.ConsentIds));
        yield return ("elementen", Join(entry?.Manifest.Select(line => $"{line.RuleId} {line.ElementPath}")));
        yield return ("verplichtingen", Join(entry?.Obligations));
        yield return ("verzoek", entry?.RequestId);
        yield return ("besluit", entry?.DecisionId);
        yield return ("trace_id", record?.TraceId);
        yield return ("bijzonderheden", Join(entry?.Details.OrderBy(detail => detail.Key, StringComparer.Ordinal).Select(detail => $"{detail.Key}={detail.Value}")));
        yield return ("leesbaar", record is null ? null : record.Entry is null ? "nee" : "ja");
    }

    private static string? Join(IEnumerable<string>? values) => values is null ? null : string.Join(", ", values);
}
