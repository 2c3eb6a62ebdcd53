using System.Data.Common;
using Npgsql;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Writes one batch in one transaction: steps, entries, tiles, checkpoint, head. All of it or nothing of it.</summary>
/// <remarks>
/// On PostgreSQL a batch without steps that write goes out in one round trip on the head that the batch before left behind. When another node appended
/// meanwhile, a key was destroyed or rotated, or a step does not agree, the database refuses it and it goes the long way, which locks the head first and asks each.
/// </remarks>
internal sealed class BatchWriter(BrokerDatabase database, ILogSigner signer, KeyRing keys, PublishedCheckpoint published, Continuity continuity, TimeProvider clock, Func<int> waiting) : IDisposable
{
    // The head for the next batch at once; null when it must be read under its lock.
    private LogHead? _left;
    private long _wroteUpTo = -1;
    private SqliteRows? _rows;
    private CommitWatch? _watch;

    /// <summary>Whether the last batch came so far that it may be in the log, or that its steps ran: then it is never tried again.</summary>
    public bool MayHaveWritten { get; private set; }

    /// <summary>How many appends waited when those of the last batch were answered: with them, all callers of the moment.</summary>
    public int Behind { get; private set; }

    /// <summary>Answers every request whose fate is known, and throws when the batch as a whole is not durable.</summary>
    public async Task WriteAsync(DbConnection connection, IReadOnlyList<AppendRequest> batch, CancellationToken ct)
    {
        MayHaveWritten = false;
        using var watch = new CommitWatch(connection);
        _watch = watch;
        try
        {
            if (!await TryAtOnceAsync(connection, batch, ct))
            {
                await LockedAsync(connection, batch, ct);
            }
        }
        catch
        {
            keys.Clear();   // keys that this transaction made do not exist
            _left = null;
            throw;
        }
    }

    /// <summary>The connection is gone: what the next one finds may be another state of the database, so it is checked again.</summary>
    public void Forget()
    {
        Dispose();
        continuity.Forget();
        (_left, _rows) = (null, null);
    }

    public void Dispose() => _rows?.Dispose();

    private async Task LockedAsync(DbConnection connection, IReadOnlyList<AppendRequest> batch, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var head = await LogHead.LockAsync(database, connection, transaction, ct);
        MayHaveWritten = true;
        if (head.SigningKey is { } wanted && wanted != signer.Key.ToString() && !signer.TryRenew(wanted))
        {
            throw new LogSetBackException("The log is signed by another key than this node has: it was rotated, or keys/log.key was lost and made anew. Give the node the file keys/log.key of the log and start it again. See docs/runbooks/restore.md.");
        }

        // Where another node wrote since, the next batch would find its head moved as well: it is not tried at once until nobody did.
        var undisturbed = head.Size == _wroteUpTo;
        await continuity.CheckAsync(connection, transaction, head, signer.Key, ct);
        head = await head.NameKeyAsync(connection, transaction, signer.Key.ToString(), ct);
        keys.Observe(head.KeysGeneration);
        var sealing = new BatchSealing(connection, transaction, keys);
        await sealing.RunAsync(head.Size, batch, ct);
        if (sealing.Written.Count == 0)
        {
            await transaction.RollbackAsync(ct);
            keys.Clear();
        }
        else
        {
            await StoreAsync(connection, transaction, head, sealing.Written, sealing.Rotation, agreed: null, ct);
        }

        _left = sealing.Touched || !undisturbed ? null : _left;
        Behind = waiting();
        sealing.Answer();
    }

    private async Task<bool> TryAtOnceAsync(DbConnection connection, IReadOnlyList<AppendRequest> batch, CancellationToken ct)
    {
        if (_left is not { } head || connection is not NpgsqlConnection || !TrySeal(batch, head.Size, out var rows, out var steps))
        {
            return false;
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        MayHaveWritten = true;
        try
        {
            await StoreAsync(connection, transaction, head, rows, null, AllAgree(steps), ct);
        }
        catch (PostgresException moved) when (moved.SqlState is PostgresErrorCodes.DivisionByZero)
        {
            _left = null;
            await transaction.RollbackAsync(ct);
            return false;
        }

        Behind = waiting();
        for (var i = 0; i < rows.Count; i++)
        {
            batch[i].Written(rows[i]);
        }

        return true;
    }

    /// <summary>Seals what needs no step that writes, under keys at hand; false when one of them has such a step, or needs a key that is not known.</summary>
    private bool TrySeal(IReadOnlyList<AppendRequest> batch, long size, out List<LogRow> rows, out List<IReadingStep> steps)
    {
        (rows, steps) = (new(batch.Count), []);
        foreach (var request in batch)
        {
            if (request.Step is not (null or IReadingStep) || !keys.TryKnow(request.Entry, out var key, out var actorKey))
            {
                return false;
            }

            rows.Add(request.Entry.Seal(size + rows.Count, key, actorKey));
            if (request.Step is IReadingStep step)
            {
                steps.Add(step);
            }
        }

        return true;
    }

    private static IEnumerable<NpgsqlBatchCommand> AllAgree(List<IReadingStep> steps) =>
        steps.GroupBy(step => step.GetType()).Select(kind => kind.First().AllAgree([.. kind]));

    private async Task StoreAsync(
        DbConnection connection, DbTransaction transaction, LogHead head, List<LogRow> rows, IRotatesSigningKey? rotation, IEnumerable<NpgsqlBatchCommand>? agreed, CancellationToken ct)
    {
        var range = head.Range();
        rows.ForEach(row => range.Append(row.LeafHash));
        var text = new Checkpoint(signer.Key.Name, range.Size, range.Root()).ToText();
        var note = rotation is null ? SignedNote.Sign(text, signer) : SignedNote.Sign(text, signer, rotation.Next);
        if (rotation is not null)
        {
            var statement = new KeyStatement(range.Size, signer.Key, rotation.Next.Key).SignWith(signer, rotation.Next);
            await KeyStatements.AddAsync(connection, transaction, range.Size, statement, ct);
        }

        var newHead = new NewHead(range.Size, range.ToEdge(), clock.GetUtcNow().UtcTicks, note);
        var fillsTile = range.Size / TileAddress.FullWidth > head.Size / TileAddress.FullWidth;
        if (connection is NpgsqlConnection postgres)
        {
            await PostgresRows.WriteAsync(postgres, (NpgsqlTransaction)transaction, agreed is null ? null : head, agreed ?? [], rows, newHead, last: !fillsTile, ct);
        }
        else
        {
            await RowsOf(connection).WriteAsync(transaction, rows, newHead, ct);
        }

        if (fillsTile)
        {
            await TileWriter.WriteFullAsync(connection, transaction, head.Size, range.Size, ct);
        }

        if (fillsTile || connection is not NpgsqlConnection)
        {
            await transaction.CommitAsync(ct);
        }

        _watch!.RequireConfirmed();
        (_left, _wroteUpTo) = (head with { Size = newHead.Size, Edge = newHead.Edge }, newHead.Size);
        continuity.Saw(newHead.Size, newHead.Edge);
        published.Offer(newHead.Size, note);
    }

    private SqliteRows RowsOf(DbConnection connection)
    {
        if (_rows?.IsOf(connection) != true)
        {
            _rows?.Dispose();
            _rows = new(connection);
        }

        return _rows;
    }
}
