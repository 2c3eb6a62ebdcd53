using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Writes one batch in one transaction: steps, entries, tiles, checkpoint, head. All of it or nothing of it.</summary>
internal sealed class BatchWriter(BrokerDatabase database, ILogSigner signer, KeyRing keys, TimeProvider clock)
{
    private const string Savepoint = "log_step";

    /// <summary>Answers every request whose fate is known, and throws when the batch as a whole is not durable.</summary>
    public async Task WriteAsync(DbConnection connection, IReadOnlyList<AppendRequest> batch, CancellationToken ct)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var head = await LogHead.LockAsync(database, connection, transaction, ct);
            keys.Observe(head.KeysGeneration);

            var (written, outcomes) = await SealAsync(connection, transaction, head, batch, ct);
            if (written.Count == 0)
            {
                await transaction.RollbackAsync(ct);
                keys.Clear();
            }
            else
            {
                await StoreAndCommitAsync(connection, transaction, head, written, ct);
            }

            outcomes.ForEach(answer => answer());
        }
        catch
        {
            keys.Clear();   // keys that this transaction made do not exist
            throw;
        }
    }

    private async Task<(List<LogRow> Written, List<Action> Answers)> SealAsync(
        DbConnection connection, DbTransaction transaction, LogHead head, IReadOnlyList<AppendRequest> batch, CancellationToken ct)
    {
        var (written, answers) = (new List<LogRow>(batch.Count), new List<Action>(batch.Count));
        foreach (var request in batch)
        {
            if (request.Step is not null && await RunStepAsync(connection, transaction, request, ct) is { } refusal)
            {
                answers.Add(refusal);
                continue;
            }

            var entry = request.Entry.Entry;
            var scope = entry.Child is { } child ? KeyScope.Of(child) : KeyScope.Operations;
            var key = await keys.ForAsync(connection, transaction, scope, request.Entry.Epoch, ct);
            var actorKey = entry.Actor is null ? null : await keys.ForAsync(connection, transaction, KeyScope.Of(entry.Actor), request.Entry.Epoch, ct);
            var row = request.Entry.Seal(head.Size + written.Count, key, actorKey);
            written.Add(row);
            answers.Add(() => request.Written(row));
        }

        return (written, answers);
    }

    /// <summary>Null when the step agreed; otherwise how to answer its caller. What it did is undone, what others did stays.</summary>
    private async Task<Action?> RunStepAsync(DbConnection connection, DbTransaction transaction, AppendRequest request, CancellationToken ct)
    {
        await transaction.SaveAsync(Savepoint, ct);
        Action answer;
        try
        {
            if (await request.Step!.ApplyAsync(connection, transaction, ct))
            {
                await transaction.ReleaseAsync(Savepoint, ct);
                if (request.Step is IDestroysKeys)
                {
                    keys.Clear();
                }

                return null;
            }

            answer = request.Refused;
        }
        catch (Exception fault)
        {
            answer = () => request.Failed(fault);
        }

        // Fails when the connection is gone: then the whole batch fails, which is right.
        await transaction.RollbackAsync(Savepoint, ct);
        await transaction.ReleaseAsync(Savepoint, ct);
        return answer;
    }

    private async Task StoreAndCommitAsync(DbConnection connection, DbTransaction transaction, LogHead head, List<LogRow> rows, CancellationToken ct)
    {
        var range = head.Range();
        rows.ForEach(row => range.Append(row.LeafHash));
        var note = new Checkpoint(signer.Key.Name, range.Size, range.Root()).SignWith(signer);
        var newHead = new NewHead(range.Size, range.ToEdge(), clock.GetUtcNow().UtcTicks, note);
        var fillsTile = range.Size >> 8 > head.Size >> 8;
        if (await RowWriter.WriteAsync(connection, transaction, rows, newHead, last: !fillsTile, ct))
        {
            return;
        }

        await TileWriter.WriteFullAsync(connection, transaction, head.Size, range.Size, ct);
        await transaction.CommitAsync(ct);
    }
}
