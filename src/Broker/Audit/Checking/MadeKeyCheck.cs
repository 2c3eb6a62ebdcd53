using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>Compares the keys of the log with what the entries they were made for say of them. Needs no secret, and holds a page of keys at a time.</summary>
/// <remarks>A key whose row was changed opens nothing any more, or is found under another child's tag: the entries would be hidden without one of them touched.</remarks>
internal sealed class MadeKeyCheck(DbConnection connection, DbTransaction transaction)
{
    private readonly Dictionary<long, (long Entry, MadeKey Key)> _named = [];

    public void Add(LogRow row)
    {
        foreach (var key in MadeKey.Read(row.Columns.MadeKeys))
        {
            _named[key.Id] = (row.Index, key);
        }
    }

    /// <summary>Compares the keys named since the last time. Of a key that was destroyed, what is left of its row: whether it may be gone, the erasures say.</summary>
    public async Task<LogFinding?> RunAsync(CancellationToken ct)
    {
        if (_named.Count == 0)
        {
            return null;
        }

        LogFinding? first = null;
        await using var command = connection.Command(
            transaction, "SELECT key_id, scope, epoch, created_at, tag, wrapped FROM log_keys WHERE key_id >= @first AND key_id <= @last");
        command.Bind("@first", _named.Keys.Min()).Bind("@last", _named.Keys.Max());
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetInt64(0);
            if (_named.TryGetValue(id, out var named) && (first is null || named.Entry < first.FirstBad) && !IsAsMade(reader, named.Key))
            {
                first = new LogFinding(
                    "KEY_CHANGED", named.Entry, named.Entry, $"The row of key {id} is not the one that entry {named.Entry} was written with.",
                    "Entries under that key cannot be read or found by whom they are about. Their proofs still hold.", KeyCheck.Remedy);
            }
        }

        _named.Clear();
        return first;
    }

    private static bool IsAsMade(DbDataReader row, MadeKey made)
    {
        var (scope, epoch) = (row.GetString(1), row.GetInt64(2));
        return (made.Row is null || made.Row == MadeKey.RowOf(row.GetInt64(3), scope, epoch))
            && (row.IsDBNull(4) || row.IsDBNull(5) || made.Hash == MadeKey.HashOf(scope, epoch, (byte[])row.GetValue(4), (byte[])row.GetValue(5)));
    }
}
