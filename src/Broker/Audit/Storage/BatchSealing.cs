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
        var (agreed, asked) = (new HashSet<AppendRequest>(), 0);
        for (var place = 0; place < batch.Count; place++)
        {
            var request = batch[place];
            if (request.Step is IReadingStep && place >= asked)
            {
                asked = await AskAsync(batch, place, agreed, ct);
            }

            if (await RefusalAsync(request, agreed, alone: batch.Count == 1, ct) is { } refusal)
            {
                _answers.Add(refusal);
                continue;
            }

            var entry = request.Entry.Entry;
            var key = await keys.ForAsync(connection, transaction, KeyScope.Of(entry), request.Entry.Epoch, ct);
            var actorKey = entry.Actor is null ? null : await keys.ForAsync(connection, transaction, KeyScope.Of(entry.Actor), request.Entry.Epoch, ct);
            var row = request.Entry.Seal(size + Written.Count, key, actorKey, (request.Step as IDestroysKeys)?.Destroyed, keys.TakeMade());
            Written.Add(row);
            _answers.Add(() => request.Written(row));
        }
    }

    /// <summary>Tells every caller, once the batch is durable.</summary>
    public void Answer() => _answers.ForEach(answer => answer());

    private async Task<Action?> RefusalAsync(AppendRequest request, HashSet<AppendRequest> agreed, bool alone, CancellationToken ct) => request.Step switch
    {
        null => null,
        IReadingStep => agreed.Contains(request) ? null : request.Refused,
        _ => await RunStepAsync(request, alone, ct),
    };

    /// <summary>Asks the reading steps of one kind from here on, up to the first step that may write or is of another kind.</summary>
    /// <returns>The place up to which the answers hold.</returns>
    private async Task<int> AskAsync(IReadOnlyList<AppendRequest> batch, int from, HashSet<AppendRequest> agreed, CancellationToken ct)
    {
        var first = (IReadingStep)batch[from].Step!;
        var end = from;
        while (end < batch.Count && (batch[end].Step is null || batch[end].Step!.GetType() == first.GetType()))
        {
            end++;
        }

        var together = batch.Skip(from).Take(end - from).Where(request => request.Step is not null).ToList();
        var answers = await first.ApplyAsync(together.ConvertAll(request => (IReadingStep)request.Step!), connection, transaction, ct);
        for (var i = 0; i < together.Count; i++)
        {
            if (answers[i])
            {
                agreed.Add(together[i]);
            }
        }

        return end;
    }

    /// <summary>Null when the step agreed; otherwise how to answer its caller. What it did is undone, what others did stays.</summary>
    /// <param name="alone">In its batch: then the whole transaction is undone, which needs no savepoint.</param>
    private async Task<Action?> RunStepAsync(AppendRequest request, bool alone, CancellationToken ct)
    {
        await (alone ? Task.CompletedTask : transaction.SaveAsync(Savepoint, ct));
        Action answer;
        try
        {
            if (await request.Step!.ApplyAsync(connection, transaction, ct))
            {
                await (alone ? Task.CompletedTask : transaction.ReleaseAsync(Savepoint, ct));
                Agreed(request.Step);
                return null;
            }

            answer = request.Refused;
        }
        catch (Exception fault)
        {
            answer = () => request.Failed(fault);
        }

        if (!alone)
        {
            // Fails when the connection is gone: then the whole batch fails, which is right.
            await transaction.RollbackAsync(Savepoint, ct);
            await transaction.ReleaseAsync(Savepoint, ct);
        }

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
