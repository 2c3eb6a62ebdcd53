using System.Data.Common;
using Microsoft.Data.Sqlite;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Counts on SQLite that each index by which the log is searched has as many rows as its table: one that was left out is found by no search, though the entry is whole.</summary>
/// <remarks>
/// By <c>writable_schema</c> an index can be filled by another rule than it is read by. A key that its index leaves out is found by no erasure either.
/// Whether each row stands at its right place <c>PRAGMA integrity_check</c> tells, which takes as long as the rest of the check.
/// </remarks>
internal sealed class IndexCheck(DbConnection connection, DbTransaction transaction)
{
    private long _sources;
    private long _recipients;
    private long _actors;

    public void Add(LogRow row)
    {
        _sources += row.Columns.Source is null ? 0 : 1;
        _recipients += row.Columns.Recipient is null ? 0 : 1;
        _actors += row.Columns.ActorKeyId is null ? 0 : 1;
    }

    /// <param name="size">How many entries were read: all of them.</param>
    /// <param name="ct">Stops the check.</param>
    public async Task<LogFinding?> RunAsync(long size, CancellationToken ct)
    {
        if (connection is not SqliteConnection)
        {
            return null;
        }

        var keys = await CountAsync("SELECT count(*) FROM log_keys NOT INDEXED WHERE key_id > 0 OR key_id <= 0", ct);

        // Not count(*): to that SQLite takes the smallest index there is, whichever is named.
        (string Index, string Sql, long Rows)[] indexes =
        [
            ("ix_log_entries_moment", "SELECT coalesce(sum(1), 0) FROM log_entries INDEXED BY ix_log_entries_moment", size),
            ("ix_log_entries_key", "SELECT coalesce(sum(1), 0) FROM log_entries INDEXED BY ix_log_entries_key", size),
            ("ix_log_entries_kind", "SELECT coalesce(sum(1), 0) FROM log_entries INDEXED BY ix_log_entries_kind", size),
            ("ix_log_entries_trace", "SELECT coalesce(sum(1), 0) FROM log_entries INDEXED BY ix_log_entries_trace", size),
            ("ix_log_entries_source", "SELECT coalesce(sum(1), 0) FROM log_entries INDEXED BY ix_log_entries_source WHERE source IS NOT NULL", _sources),
            ("ix_log_entries_recipient", "SELECT coalesce(sum(1), 0) FROM log_entries INDEXED BY ix_log_entries_recipient WHERE recipient IS NOT NULL", _recipients),
            ("ix_log_entries_actor", "SELECT coalesce(sum(1), 0) FROM log_entries INDEXED BY ix_log_entries_actor WHERE actor_key_id IS NOT NULL", _actors),
            ("ux_log_keys_tag", "SELECT coalesce(sum(1), 0) FROM log_keys INDEXED BY ux_log_keys_tag", keys),
        ];
        foreach (var (index, sql, rows) in indexes)
        {
            // One that is not there misleads no search: the table itself is read.
            if (await CountAsync($"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = '{index}'", ct) > 0 && await CountAsync(sql, ct) is var found && found != rows)
            {
                return LogFinding.Index(index, found, rows);
            }
        }

        return null;
    }

    private async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var command = connection.Command(transaction, sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
