using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Tally;

namespace ZioExchange.Broker.Persistence;

/// <summary>Follows the log, counts decisions per organisation and hour and lists the broken glasses, so that a chart over a million entries reads a few hundred rows.</summary>
/// <remarks>A page of the log and the place reached are one commit: two nodes that count at once count each entry once. Holds nothing the log does not say.</remarks>
public sealed class TallyBook(BrokerDatabase database, LogReader reader)
{
    private const int Page = 500;

    /// <summary>Counts and lists what is new.</summary>
    /// <param name="most">Entries at most; what is left waits for the next call.</param>
    /// <returns>How many entries were read.</returns>
    public async Task<int> CatchUpAsync(int most, CancellationToken ct)
    {
        var read = 0;
        while (read < most)
        {
            var place = await PlaceAsync(ct);
            var records = await PageAsync(place.First, Math.Min(Page, most - read), ct);
            if (records.Count == 0 || !await AddAsync(place, records, ct))
            {
                break;
            }

            read += records.Count;
        }

        return read;
    }

    /// <summary>How many entries of the log are counted.</summary>
    public async Task<long> CountedAsync(CancellationToken ct) => (await PlaceAsync(ct)).Counted;

    /// <summary>Catches up, within bounds, and says whether that was all: only then is the list of broken glasses complete.</summary>
    public async Task<bool> IsUpToNowAsync(int most, CancellationToken ct)
    {
        await CatchUpAsync(most, ct);
        return (await reader.ColumnsFromAsync((await PlaceAsync(ct)).Listed, 1, ct)).Count == 0;
    }

    /// <summary>Opened only where the columns leave room for a broken glass: opening is what costs.</summary>
    private async Task<IReadOnlyList<LogRecord>> PageAsync(long first, int limit, CancellationToken ct)
    {
        var records = await reader.ColumnsFromAsync(first, limit, ct);
        var opened = (await reader.ManyAsync([.. records.Where(LogActs.MayBeBreakGlass).Select(record => record.Index)], ct)).ToDictionary(record => record.Index);
        return [.. records.Select(record => opened.GetValueOrDefault(record.Index, record))];
    }

    private async Task<Place> PlaceAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT next_idx, listed_idx FROM oversight_cursor WHERE id = 1";
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new Place(row.GetInt64(0), row.GetInt64(1));
    }

    private async Task<bool> AddAsync(Place place, IReadOnlyList<LogRecord> records, CancellationToken ct)
    {
        var end = records[^1].Index + 1;
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var move = connection.Command(
            transaction, "UPDATE oversight_cursor SET next_idx = @counted, listed_idx = @listed WHERE id = 1 AND next_idx = @was_counted AND listed_idx = @was_listed");
        move.Bind("@counted", Math.Max(place.Counted, end)).Bind("@listed", Math.Max(place.Listed, end)).Bind("@was_counted", place.Counted).Bind("@was_listed", place.Listed);
        if (await move.ExecuteNonQueryAsync(ct) == 0)
        {
            return false;   // another node was here
        }

        await CountAsync(connection, transaction, records.Where(record => record.Index >= place.Counted && LogActs.IsDecision(record.Kind)), ct);
        await ListAsync(connection, transaction, records.Where(record => record.Index >= place.Listed && LogActs.IsDecision(record.Kind) && LogActs.IsBreakGlass(record)), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static async Task CountAsync(DbConnection connection, DbTransaction transaction, IEnumerable<LogRecord> decisions, CancellationToken ct)
    {
        var counts = decisions.SelectMany(record => Parties(record).Select(party => (party, Hour: record.Moment.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, record)))
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
    }

    private static async Task ListAsync(DbConnection connection, DbTransaction transaction, IEnumerable<LogRecord> broken, CancellationToken ct)
    {
        foreach (var (party, record) in broken.SelectMany(record => Parties(record).Select(party => (party, record))))
        {
            await using var list = connection.Command(transaction, "INSERT INTO oversight_glasses (organisation, moment, idx) VALUES (@organisation, @moment, @idx)");
            await list.Bind("@organisation", party).Bind("@moment", record.Moment.UtcTicks).Bind("@idx", record.Index).ExecuteNonQueryAsync(ct);
        }
    }

    private static IEnumerable<string> Parties(LogRecord record) => new[] { record.Source, record.Recipient }.OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>How far the counts are, and how far the list: not the same after an older program counted.</summary>
    private sealed record Place(long Counted, long Listed)
    {
        public long First => Math.Min(Counted, Listed);
    }
}
