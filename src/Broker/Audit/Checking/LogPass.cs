using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit;

/// <summary>One pass over the log from the first entry to the last: entries, tiles and checkpoints side by side, so that the first fault is found first.</summary>
/// <param name="held">The checkpoint from outside; null for none.</param>
/// <param name="depth">How much is read; see there.</param>
internal sealed class LogPass(DbConnection connection, DbTransaction transaction, KeySuccession keys, Checkpoint? held, LogCheckDepth depth)
{
    private const int PageTiles = 8;

    // Below this every signature costs a few seconds at most.
    private const long FewSignatures = 20_000;

    private readonly CompactRange _range = new();
    private readonly TileCheck _tiles = new(connection, transaction);
    private readonly MadeKeyCheck _made = new(connection, transaction);
    private readonly CosignedCheck _cosigned = new(connection, transaction);
    private readonly Queue<(long Size, string Note)> _stored = new();
    private NoteCheck _notes = null!;

    public IReadOnlyList<WitnessKey> Witnesses { get; init; } = [];

    public string? Witnessed { get; init; }

    public async Task<LogReport> RunAsync(IProgress<(long Done, long All)>? progress, CancellationToken ct)
    {
        var head = await LogHead.ReadAsync(connection, transaction, ct);
        var all = await CountAsync("SELECT count(*) FROM log_checkpoints", ct);
        _notes = new NoteCheck(keys, depth.HasFlag(LogCheckDepth.EverySignature) || all <= FewSignatures);
        var first = held is not null && depth.HasFlag(LogCheckDepth.SinceCheckpoint) ? held.Size / TileAddress.FullWidth : 0;
        var finding = await SkipAsync(first, ct) ?? await ReadAsync(first, head, progress, ct);
        return new(finding?.FirstBad is { } bad ? Math.Min(bad, _range.Size) : _range.Size, finding)
        {
            From = first * TileAddress.FullWidth,
            Signatures = (_notes.Signatures, all),
            Cosignatures = _cosigned.Lines,
            Witnessed = _cosigned.Records,
        };
    }

    private async Task<LogFinding?> ReadAsync(long first, LogHead head, IProgress<(long Done, long All)>? progress, CancellationToken ct)
    {
        var from = first * TileAddress.FullWidth;
        for (var tile = first; _range.Size >= tile * TileAddress.FullWidth; tile += PageTiles)
        {
            if (await PageAsync(tile, ct) is { } fault || (fault = await _made.RunAsync(ct)) is not null)
            {
                return fault;
            }

            progress?.Report((_range.Size - from, Math.Max(head.Size, _range.Size) - from));
        }

        return await EndAsync(head, ct);
    }

    /// <summary>Takes over the tiles before the first one that is read.</summary>
    private async Task<LogFinding?> SkipAsync(long tiles, CancellationToken ct)
    {
        await foreach (var root in _tiles.RootsAsync(tiles, ct))
        {
            _range.AppendSubtree(8, root);
        }

        return _range.Size == tiles * TileAddress.FullWidth
            ? CheckHeld()
            : LogFinding.Between("TILE_CHANGED", _range.Size, (tiles * TileAddress.FullWidth) - 1, "Tiles before the checkpoint are missing: check the whole log.");
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

        _made.Add(row);
        _range.Append(hash);
        return CheckNotes() ?? _tiles.Add(index, hash);
    }

    /// <summary>Every stored checkpoint over exactly this many entries, and the one from outside.</summary>
    private LogFinding? CheckNotes()
    {
        while (_stored.TryPeek(out var note) && note.Size <= _range.Size)
        {
            _stored.Dequeue();
            if (_notes.Add(note.Size, note.Note, _range.Root()) is { } fault)
            {
                return fault;
            }
        }

        return CheckHeld();
    }

    private LogFinding? CheckHeld()
    {
        if (held is null || held.Size != _range.Size || held.Size == 0)
        {
            return null;
        }

        if (!held.Root.Span.SequenceEqual(_range.Root()))
        {
            return _notes.Settle() ?? (_notes.LastGood < held.Size
                ? LogFinding.Between("TREE_CHANGED", _notes.LastGood, held.Size - 1, $"The first {held.Size} entries are not the ones the older checkpoint signed.")
                : LogFinding.Forked(held.Size));
        }

        _notes.Vouched(held.Size);
        return null;
    }

    private async Task<LogFinding?> EndAsync(LogHead head, CancellationToken ct)
    {
        var size = _range.Size;
        if (_notes.Settle() is { } fault)
        {
            return fault;
        }

        if (held is not null && held.Size > size)
        {
            return LogFinding.Truncated(_notes.LastGood, $"The log has {size} entries, of which a signature covers {_notes.LastGood}; the older checkpoint signed {held.Size}.");
        }

        if (head.Size > size || await LastAsync(ct) > size)
        {
            return LogFinding.Truncated(_notes.LastGood, $"The log has {size} entries, of which a signature covers {_notes.LastGood}; its head or a later row says there were more.");
        }

        if (head.Size < size || !head.Edge.AsSpan().SequenceEqual(_range.ToEdge()))
        {
            return LogFinding.Between("HEAD_CHANGED", Math.Clamp(head.Size, 0, _notes.LastGood), size - 1, $"The head of the log says {head.Size} entries and does not fit them.");
        }

        if (_notes.LastGood != size)
        {
            return LogFinding.Between("UNSIGNED", _notes.LastGood, size - 1, $"No good checkpoint covers the entries from {_notes.LastGood} on.");
        }

        return await _tiles.EndAsync(size, ct) ?? await SignerAsync(head, ct) ?? await new KeyCheck(connection, transaction).RunAsync(head.KeysGeneration, ct)
            ?? await _cosigned.LinesAsync(Witnesses, depth.HasFlag(LogCheckDepth.EverySignature) ? long.MaxValue : FewSignatures, ct) ?? await _cosigned.RecordsAsync(keys, Witnessed, ct);
    }

    /// <summary>The key that the head names, and every rotation that is stored: a broker would sign, and publish, by them.</summary>
    private async Task<LogFinding?> SignerAsync(LogHead head, CancellationToken ct)
    {
        if (head.Size > 0 && head.SigningKey != keys.Newest.ToString())
        {
            return LogFinding.Signer("HEAD_CHANGED", "The head of the log names another key than the one that signs it, or none.");
        }

        var rotations = await CountAsync("SELECT count(*) FROM log_key_successions", ct);
        return rotations == keys.Rotations
            ? null
            : LogFinding.Signer("SUCCESSION_CHANGED", $"Of {rotations} stored rotations of the signing key, {keys.Rotations} are good: the others were put there by something else than a broker.");
    }

    private async Task ReadNotesAsync(long first, long end, CancellationToken ct)
    {
        await using var command = Command("SELECT size, note FROM log_checkpoints WHERE size > @first AND size <= @end ORDER BY size");
        command.Bind("@first", first == 0 ? long.MinValue : first).Bind("@end", end);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            _stored.Enqueue((reader.GetInt64(0), reader.GetString(1)));
        }
    }

    /// <summary>How many entries the furthest row of any table speaks of.</summary>
    private Task<long> LastAsync(CancellationToken ct) => CountAsync(
        """
        SELECT coalesce(max(n), 0) FROM (SELECT max(size) AS n FROM log_checkpoints
        UNION ALL SELECT max(idx) + 1 FROM log_entries UNION ALL SELECT max(idx) + 1 FROM log_actors) furthest
        """,
        ct);

    private async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private DbCommand Command(string sql) => connection.Command(transaction, sql);
}
