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

    // One for each size that a page can have, and one more that shows that there are too many.
    private const int MostNotes = (PageTiles * TileAddress.FullWidth) + 1;

    // Below this every signature costs a few seconds at most.
    private const long FewSignatures = 20_000;

    private readonly CompactRange _range = new();
    private readonly TileCheck _tiles = new(connection, transaction);
    private readonly MadeKeyCheck _made = new(connection, transaction);
    private readonly CosignedCheck _cosigned = new(connection, transaction);
    private readonly ShapeCheck _shape = new(connection, transaction);
    private readonly IndexCheck _indexes = new(connection, transaction);
    private readonly Queue<(long Size, string Note)> _stored = new();
    private readonly List<(long Moment, string Keys)> _erasures = [];
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
            if (await TryPageAsync(tile, ct) is { } fault || (fault = await _made.RunAsync(ct)) is not null)
            {
                return fault;
            }

            progress?.Report((_range.Size - from, Math.Max(head.Size, _range.Size) - from));
        }

        return await EndAsync(from, head, ct);
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

    /// <summary>A page that holds what no broker writes is damaged where it cannot be read.</summary>
    private async Task<LogFinding?> TryPageAsync(long tile, CancellationToken ct)
    {
        try
        {
            return await PageAsync(tile, ct);
        }
        catch (Exception damage) when (damage is InvalidCastException or InvalidOperationException or FormatException)
        {
            return LogFinding.Entry("ENTRY_CHANGED", _range.Size, $"Entry {_range.Size} holds a value of another kind than a broker writes.");
        }
    }

    private async Task<LogFinding?> PageAsync(long tile, CancellationToken ct)
    {
        var (first, end) = (tile * TileAddress.FullWidth, (tile + PageTiles) * TileAddress.FullWidth);
        await ReadNotesAsync(first, end, ct);
        await _tiles.ReadAsync(tile, PageTiles, ct);
        var from = tile == 0 ? long.MinValue : first;
        if (_stored.TryPeek(out var note) && note.Size <= 0)
        {
            return _notes.Add(note.Size, note.Note, _range.Root());   // over nothing, or less
        }

        var wide = await _shape.WideAsync(from, end, ct);
        await using var command = Command($"SELECT {RowReader.Columns} FROM {RowReader.From} WHERE e.idx >= @first AND e.idx < @end ORDER BY e.idx");
        command.Bind("@first", from).Bind("@end", wide ?? end);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var hash = new byte[MerkleHash.Length];
        while (await reader.ReadAsync(ct))
        {
            if (Add(RowReader.Read(reader, strict: true), hash) is { } fault)
            {
                return fault;
            }
        }

        return wide is { } entry ? LogFinding.Entry("ENTRY_CHANGED", Math.Clamp(entry, 0, _range.Size), $"Entry {entry}, or its record of the actor, holds more than a broker writes.") : null;
    }

    private LogFinding? Add(LogRow row, byte[] hash)
    {
        var index = _range.Size;
        if (RowCheck.Run(row, index, hash) is { } fault)
        {
            return fault;
        }

        _made.Add(row);
        _indexes.Add(row);
        if (row.Columns is { Kind: nameof(AuditKind.Erasure), DestroyedKeys: { } destroyed, Moment: var moment })
        {
            _erasures.Add((moment, destroyed));
        }

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

    private async Task<LogFinding?> EndAsync(long from, LogHead head, CancellationToken ct)
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

        if (head.Size > size || await AreMoreThanAsync(size, ct))
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

        return await _tiles.EndAsync(size, ct) ?? await SignerAsync(head, ct) ?? await new KeyCheck(connection, transaction, [.. await ErasuresBeforeAsync(from, ct), .. _erasures]).RunAsync(head.KeysGeneration, ct)
            ?? (from == 0 ? await _indexes.RunAsync(size, ct) : null)
            ?? await _cosigned.LinesAsync(Witnesses, depth.HasFlag(LogCheckDepth.EverySignature) ? long.MaxValue : FewSignatures, ct) ?? await _cosigned.RecordsAsync(keys, Witnessed, ct);
    }

    /// <summary>The key that the head names, and every rotation that is stored: a broker would sign, and publish, by them.</summary>
    private async Task<LogFinding?> SignerAsync(LogHead head, CancellationToken ct)
    {
        if (head.Size > 0 && head.SigningKey != keys.Newest.ToString())
        {
            return LogFinding.Signer("HEAD_CHANGED", "The head of the log names another key than the one that signs it, or none.");
        }

        var (rotations, placed) = (0L, true);
        await using var command = Command("SELECT from_size, statement FROM log_key_successions");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rotations++;
            placed &= !KeyStatement.TryRead(reader.GetString(1), out var statement) || statement.From == reader.GetInt64(0);
        }

        if (!placed)
        {
            return LogFinding.Signer("SUCCESSION_CHANGED", "A stored rotation of the signing key does not stand at the size that it speaks of.");
        }

        return rotations == keys.Rotations
            ? null
            : LogFinding.Signer("SUCCESSION_CHANGED", $"Of {rotations} stored rotations of the signing key, {keys.Rotations} are good: the others were put there by something else than a broker.");
    }

    private async Task ReadNotesAsync(long first, long end, CancellationToken ct)
    {
        await using var command = Command($"SELECT size, CASE WHEN octet_length(note) <= {ShapeCheck.Widest} THEN note END FROM log_checkpoints WHERE size > @first AND size <= @end ORDER BY size LIMIT {MostNotes}");
        command.Bind("@first", first == 0 ? long.MinValue : first).Bind("@end", end);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            _stored.Enqueue((reader.GetInt64(0), reader.GetValue(1) as string ?? ""));   // what is no text is no note
        }
    }

    /// <summary>Whether a row of any table speaks of entries beyond these, or stands where no entry can be.</summary>
    private async Task<bool> AreMoreThanAsync(long size, CancellationToken ct)
    {
        await using var command = Command("""
            SELECT EXISTS (SELECT 1 FROM log_checkpoints WHERE size > @size) OR EXISTS (SELECT 1 FROM log_entries WHERE idx >= @size)
              OR EXISTS (SELECT 1 FROM log_actors WHERE idx >= @size)
            """);
        return Convert.ToBoolean(await command.Bind("@size", size).ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The erasures among the entries that were not read. Those that are read are taken as they are read, and by no index: one that leaves an erasure out would let its keys come back unseen.</summary>
    private async Task<List<(long Moment, string Keys)>> ErasuresBeforeAsync(long from, CancellationToken ct)
    {
        var erasures = new List<(long, string)>();
        await using var command = Command("SELECT moment, destroyed_keys FROM log_entries WHERE kind = 'Erasure' AND destroyed_keys IS NOT NULL AND idx < @from");
        await using var reader = await command.Bind("@from", from).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            erasures.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return erasures;
    }

    private async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private DbCommand Command(string sql) => connection.Command(transaction, sql);
}
