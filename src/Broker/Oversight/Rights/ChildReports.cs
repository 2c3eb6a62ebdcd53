using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Tally;

namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>Makes the art. 15 report. Events only, own slice only; the making stands in the log and so in the report after it.</summary>
public sealed class ChildReports(OversightLog log, ChildNames names, EntryTelling telling, TimeProvider clock)
{
    internal const int MostLines = 5000;

    /// <returns>Null when this organisation knows no child by that name.</returns>
    public async Task<ChildReport?> MakeAsync(OfficerSession officer, string name, CancellationToken ct)
    {
        var child = await names.FindAsync(officer, name, ct);
        await log.LookAsync(officer, "ART15_REPORT", child is null ? "UNKNOWN_CHILD" : null, child, new Dictionary<string, string>(), ct);
        if (child is null)
        {
            return null;
        }

        var organisations = await telling.OrganisationsAsync(ct);
        var lines = new List<ChildReportLine>();
        var isComplete = true;
        await foreach (var record in log.AllAsync(officer, new LogQuery { Child = child }, ct))
        {
            if (lines.Count == MostLines)
            {
                isComplete = false;
                break;
            }

            lines.Add(LineOf(record, organisations));
        }

        return new ChildReport(organisations.GetValueOrDefault(officer.Organisation.Value, officer.Organisation.Value), name, clock.GetUtcNow(), lines, isComplete);
    }

    private static ChildReportLine LineOf(LogRecord record, IReadOnlyDictionary<string, string> organisations)
    {
        var entry = record.Entry;
        return new ChildReportLine(
            record.Index, DutchTime.Text(record.Moment), LogActs.WordOf(record), NameOf(record.Recipient ?? record.Actor?.Organisation?.Value), record.Actor?.Role, NameOf(record.Source),
            record.Purpose, record.MatrixRow, entry?.LegalBasis, LogActs.IsBreakGlass(record), entry?.ReasonCode,
            [.. (entry?.CategoriesPermitted ?? []).Select(category => category.Code)], entry?.ConsentIds ?? []);

        string? NameOf(string? id) => id is null ? null : organisations.GetValueOrDefault(id, id);
    }
}
