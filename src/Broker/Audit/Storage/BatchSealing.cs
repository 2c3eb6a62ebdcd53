using System.Data.Common;
using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Runs the steps of one batch in order and seals the entries they agree to, under the lock of the head.</summary>
internal sealed class BatchSealing(DbConnection connection, DbTransaction transaction, KeyRing keys)
{
    private const string Savepoint = "log_step";
    private readonly List<Action> _answers = [];

    public List<LogRow> Written { get; } = [];

    /// <summary>The step that rotates the signing key, when there is one and it agreed.</summary>
    public IRotatesSigningKey? Rotation { get; private set; }

    /// <summary>Whether a step may have changed the head itself: destroyed or rotated a key.</summary>
    public bool Touched { get; private set; }

    public async Task RunAsync(long size, IReadOnlyList<AppendRequest> batch, CancellationToken ct)
    {
        foreach (var request in batch)
        {
            if (request.Step is not null && await RunStepAsync(request, ct) is { } refusal)
            {
                _answers.Add(refusal);
                continue;
            }

            var entry = request.Entry.Entry;
            var key = await keys.ForAsync(connection, transaction, KeyScope.Of(entry), request.Entry.Epoch, ct);
            var actorKey = entry.Actor is null ? null : await keys.ForAsync(connection, transaction, KeyScope.Of(entry.Actor), request.Entry.Epoch, ct);
            var row = request.Entry.Seal(size + Written.Count, key, actorKey, (request.Step as IDestroysKeys)?.Destroyed);
            Written.Add(row);
            _answers.Add(() => request.Written(row));
        }
    }

    /// <summary>Tells every caller, once the batch is durable.</summary>
    public void Answer() => _answers.ForEach(answer => answer());

    /// <summary>Null when the step agreed; otherwise how to answer its caller. What it did is undone, what others did stays.</summary>
    private async Task<Action?> RunStepAsync(AppendRequest request, CancellationToken ct)
    {
        await transaction.SaveAsync(Savepoint, ct);
        Action answer;
        try
        {
            if (await request.Step!.ApplyAsync(connection, transaction, ct))
            {
                await transaction.ReleaseAsync(Savepoint, ct);
                Agreed(request.Step);
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

    private void Agreed(ICommitStep step)
    {
        if (step is IDestroysKeys)
        {
            keys.Clear();
        }

        Rotation = step as IRotatesSigningKey ?? Rotation;
        Touched |= step is IDestroysKeys or IRotatesSigningKey;
    }
}
