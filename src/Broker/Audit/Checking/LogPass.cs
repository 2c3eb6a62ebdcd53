using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>One pass over the log from the first entry to the last: entries, tiles and checkpoints side by side, so that the first fault is found first.</summary>
internal sealed class LogPass(DbConnection connection, DbTransaction transaction, VerifierKey key, Checkpoint? held)
{
    private const int PageTiles = 8;

    private readonly CompactRange _range = new();
    private readonly TileCheck _tiles = new(connection, transaction);
    private readonly Queue<(long Size, string Note)> _notes = new();
    private long _lastGood;

    public async Task<LogReport> RunAsync(IProgress<(long Done, long All)>? progress, CancellationToken ct)
    {
        var head = await LogHead.ReadAsync(connection, transaction, ct);
        for (var tile = 0L; _range.Size >= tile * TileAddress.FullWidth; tile += PageTiles)
        {
            if (await PageAsync(tile, ct) is { } fault)
            {
                return new(fault.FirstBad is { } bad ? Math.Min(bad, _range.Size) : _range.Size, fault);
            }

            progress?.Report((_range.Size, Math.Max(head.Size, _range.Size)));
        }

        return new(_range.Size, await EndAsync(head, ct));
    }

    private async Task<LogFinding?> PageAsync(long tile, CancellationToken ct)
    {
        var (first, end) = (tile * TileAddress.FullWidth, (tile + PageTiles) * TileAddress.FullWidth);
        await ReadNotesAsync(first, end, ct);
        await _tiles.ReadAsync(tile, PageTiles, ct);

        await using var command = Command($"SELECT {RowReader.Columns} FROM {RowReader.From} WHERE e.idx >= @first AND e.idx < @end ORDER BY e.idx");
        command.Bind("@first", tile == 0 ? long.MinValue : first).Bind("@end", end);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var hash = new byte[MerkleHash.Length];
        while (await reader.ReadAsync(ct))
        {
            if (Add(RowReader.Read(reader), hash) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private LogFinding? Add(LogRow row, byte[] hash)
    {
        var index = _range.Size;
        if (RowCheck.Run(row, index, hash) is { } fault)
        {
            return fault;
        }

        _range.Append(hash);
        return CheckNotes() ?? _tiles.Add(index, hash);
    }

    /// <summary>Every stored checkpoint over exactly this many entries, and the one from outside.</summary>
    private LogFinding? CheckNotes()
    {
        var size = _range.Size;
        while (_notes.TryPeek(out var note) && note.Size <= size)
        {
            _notes.Dequeue();
            if (!Checkpoint.TryOpen(note.Note, key, out var checkpoint, out var fault))
            {
                return LogFinding.Between("CHECKPOINT_CHANGED", _lastGood, size - 1, fault);
            }

            if (checkpoint.Size != note.Size || note.Size != size || !Fits(checkpoint))
            {
                return LogFinding.Between("TREE_CHANGED", _lastGood, size - 1, $"The entries up to {size - 1} are not the ones that were signed.");
            }

            _lastGood = size;
        }

        return held is not null && held.Size == size && !Fits(held)
            ? LogFinding.Between("TREE_CHANGED", _lastGood, size - 1, $"The first {size} entries are not the ones the older checkpoint signed.")
            : null;
    }

    private bool Fits(Checkpoint checkpoint) => checkpoint.Root.Span.SequenceEqual(_range.Root());

    private async Task<LogFinding?> EndAsync(LogHead head, CancellationToken ct)
    {
        var size = _range.Size;
        if (held is not null && held.Size > size)
        {
            return LogFinding.Truncated(size, $"The log has {size} entries; the older checkpoint signed {held.Size}.");
        }

        if (head.Size > size || await LastAsync(ct) > size)
        {
            return LogFinding.Truncated(size, $"The log has {size} entries; its head or a later row says there were more.");
        }

        if (head.Size < size || !head.Edge.AsSpan().SequenceEqual(_range.ToEdge()))
        {
            return LogFinding.Between("HEAD_CHANGED", Math.Min(_lastGood, head.Size), size - 1, $"The head of the log says {head.Size} entries and does not fit them.");
        }

        if (_lastGood != size)
        {
            return LogFinding.Between("UNSIGNED", _lastGood, size - 1, $"No good checkpoint covers the entries from {_lastGood} on.");
        }

        return await _tiles.EndAsync(size, ct);
    }

    private async Task ReadNotesAsync(long first, long end, CancellationToken ct)
    {
        await using var command = Command("SELECT size, note FROM log_checkpoints WHERE size > @first AND size <= @end ORDER BY size");
        command.Bind("@first", first == 0 ? long.MinValue : first).Bind("@end", end);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            _notes.Enqueue((reader.GetInt64(0), reader.GetString(1)));
        }
    }

    /// <summary>How many entries the furthest row of any table speaks of.</summary>
    private async Task<long> LastAsync(CancellationToken ct)
    {
        await using var command = Command("""
            SELECT coalesce(max(n), 0) FROM (SELECT max(size) AS n FROM log_checkpoints
            UNION ALL SELECT max(idx) + 1 FROM log_entries UNION ALL SELECT max(idx) + 1 FROM log_actors) furthest
            """);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
