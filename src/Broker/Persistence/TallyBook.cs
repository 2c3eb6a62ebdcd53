using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Tally;

namespace ZioExchange.Broker.Persistence;

/// <summary>Follows the log and counts decisions per organisation and hour, so that a chart over a million entries reads a few hundred rows.</summary>
/// <remarks>A page of the log and the place reached are one commit: two nodes that count at once count each entry once. Holds nothing the log does not say.</remarks>
public sealed class TallyBook(BrokerDatabase database, LogReader reader)
{
    private const int Page = 500;

    /// <summary>Counts what is new.</summary>
    /// <param name="most">Entries at most; what is left waits for the next call.</param>
    /// <returns>How many entries were read.</returns>
    public async Task<int> CatchUpAsync(int most, CancellationToken ct)
    {
        var read = 0;
        while (read < most)
        {
            var next = await NextAsync(ct);
            var records = await reader.FromAsync(next, Math.Min(Page, most - read), ct);
            if (records.Count == 0 || !await AddAsync(next, records, ct))
            {
                break;
            }

            read += records.Count;
        }

        return read;
    }

    private async Task<long> NextAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT next_idx FROM oversight_cursor WHERE id = 1";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<bool> AddAsync(long next, IReadOnlyList<LogRecord> records, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var move = connection.Command(transaction, "UPDATE oversight_cursor SET next_idx = @new WHERE id = 1 AND next_idx = @old");
        if (await move.Bind("@new", records[^1].Index + 1).Bind("@old", next).ExecuteNonQueryAsync(ct) == 0)
        {
            return false;   // another node was here
        }

        var counts = records.Where(record => LogActs.IsDecision(record.Kind))
            .SelectMany(record => Parties(record).Select(party => (party, Hour: record.Moment.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, record)))
            .GroupBy(each => (each.party, each.Hour));
        foreach (var count in counts)
        {
            await using var add = connection.Command(transaction, """
                INSERT INTO oversight_hours (organisation, hour, permitted, refused, broken) VALUES (@organisation, @hour, @permitted, @refused, @broken)
                ON CONFLICT (organisation, hour) DO UPDATE SET permitted = oversight_hours.permitted + excluded.permitted,
                  refused = oversight_hours.refused + excluded.refused, broken = oversight_hours.broken + excluded.broken
                """);
            var sorts = count.Select(each => LogActs.SortOf(each.record)).ToList();
            await add.Bind("@organisation", count.Key.party).Bind("@hour", count.Key.Hour)
                .Bind("@permitted", (long)sorts.Count(sort => sort is DecisionSort.Permitted))
                .Bind("@refused", (long)sorts.Count(sort => sort is DecisionSort.Refused))
                .Bind("@broken", (long)sorts.Count(sort => sort is DecisionSort.BreakGlass)).ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private static IEnumerable<string> Parties(LogRecord record) => new[] { record.Source, record.Recipient }.OfType<string>().Distinct(StringComparer.Ordinal);
}
