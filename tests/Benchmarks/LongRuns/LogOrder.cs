using ZioExchange.Broker.Audit;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>What the log itself shows of releases and withdrawals.</summary>
/// <param name="Withdrawn">The consents that were withdrawn.</param>
internal sealed record LogOrder(long Disclosures, long Entries, IReadOnlySet<string> Withdrawn)
{
    /// <exception cref="FoundException">A disclosure has its place after the withdrawal of a consent that it rests on.</exception>
    public static async Task<LogOrder> CheckAsync(LogReader reader)
    {
        var records = new List<(long Index, string Kind, bool Withdrawn, IReadOnlyList<string> Grants)>();
        await foreach (var record in reader.AllAsync(new LogQuery(), CancellationToken.None))
        {
            records.Add((record.Index, record.Kind, record.Entry?.Details.GetValueOrDefault("act") == "WITHDRAWN", record.Entry is { } entry ? [.. entry.ConsentIds] : []));
        }

        records.Sort((left, right) => left.Index.CompareTo(right.Index));
        var (withdrawn, disclosures) = (new HashSet<string>(), 0L);
        foreach (var (index, kind, stop, grants) in records)
        {
            if (stop)
            {
                withdrawn.UnionWith(grants);
            }
            else if (kind == nameof(AuditKind.Disclosure))
            {
                disclosures++;
                if (grants.Any(withdrawn.Contains))
                {
                    throw new FoundException($"Entry {index} is a disclosure on a consent that was withdrawn before it.");
                }
            }
        }

        return new LogOrder(disclosures, records.Count, withdrawn);
    }
}
