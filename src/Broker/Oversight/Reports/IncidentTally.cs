using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>What an incident touched as far as it was read; goes on where it was, also in another process. Holds keyed references to children and pseudonyms of employees, so it is kept sealed and only until it is done.</summary>
internal sealed class IncidentTally
{
    public long Entries { get; set; }

    public long BreakGlass { get; set; }

    public DateTimeOffset? First { get; set; }

    public DateTimeOffset? Last { get; set; }

    public HashSet<string> Children { get; init; } = [];

    public HashSet<string> Employees { get; init; } = [];

    public SortedSet<string> Categories { get; init; } = new(StringComparer.Ordinal);

    public SortedSet<string> Recipients { get; init; } = new(StringComparer.Ordinal);

    public SortedSet<string> Sources { get; init; } = new(StringComparer.Ordinal);

    public SortedSet<string> ChildNames { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Counts an entry by which something left; another changes nothing.</summary>
    /// <returns>The child, as long as it was not erased.</returns>
    public ChildReference? Add(LogRecord record)
    {
        if (!Left(record))
        {
            return null;
        }

        Entries++;
        BreakGlass += LogActs.IsBreakGlass(record) ? 1 : 0;
        First = First < record.Moment ? First : record.Moment;
        Last = Last > record.Moment ? Last : record.Moment;
        Children.Add(record.Subject ?? $"erased-{record.Index}");
        Recipients.Add(record.Recipient ?? "");
        Sources.Add(record.Source ?? "");
        Employees.Add(record.Actor?.Pseudonym ?? "");
        Categories.UnionWith((record.Entry?.CategoriesPermitted ?? []).Select(category => category.Code));
        return record.Entry?.Child;
    }

    public IncidentScope ToScope() => new(
        Entries, Children.Count, [.. Categories], [.. Recipients], [.. Sources], Employees.Count, BreakGlass,
        First is { } first ? DutchTime.Text(first) : null, Last is { } last ? DutchTime.Text(last) : null)
    {
        ChildNames = [.. ChildNames],
    };

    /// <summary>Something left, or a message that waited was fetched or brought. What was refused, or found nothing at its source, did not.</summary>
    private static bool Left(LogRecord record) =>
        (LogActs.IsDecision(record.Kind) && record.Outcome != nameof(AuditOutcome.Deny) && record.Entry?.Details.ContainsKey("undelivered") is not true)
        || (record.Kind == nameof(AuditKind.Notification) && record.Entry?.Details.GetValueOrDefault("act") is "MESSAGE_FETCHED" or "MESSAGE_SENT");
}
