using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>Cosigns the checkpoints of other organisations' logs, each only when it continues the one before (C2SP tlog-witness).</summary>
/// <remarks>What it cosigned last is kept with a signature of this broker's own log: a row that somebody changed is not believed, and then nothing is cosigned.</remarks>
/// <param name="seed">Of a key that signs nothing else.</param>
/// <param name="logs">The verifier keys of the logs that are witnessed; several for one origin after a rotation.</param>
/// <param name="signer">Of this broker's own log.</param>
public sealed class Witness(BrokerDatabase database, WitnessKey key, byte[] seed, IReadOnlyCollection<VerifierKey> logs, ILogSigner signer, TimeProvider clock)
{
    /// <summary>The status of a request that finds the record of what was cosigned changed: the operator must look.</summary>
    internal const int RecordChanged = 500;

    public WitnessKey Key => key;

    /// <returns>The status code of the specification, and the body.</returns>
    public async Task<(int Status, string Body)> AddAsync(string body, CancellationToken ct)
    {
        if (!AddCheckpoint.TryParse(body, out var request) || !SignedNote.TryParse(request.Note, out var signed) || !Checkpoint.TryParse(signed.Text, out var checkpoint))
        {
            return (400, "Not an add-checkpoint request (C2SP tlog-witness).\n");
        }

        var known = logs.Where(log => log.Name == checkpoint.Origin).ToArray();
        if (known.Length == 0)
        {
            return (404, "This witness does not know that log.\n");
        }

        if (!known.Any(signed.IsSignedBy))
        {
            return (403, "The checkpoint is not signed by a key that this witness knows for that log.\n");
        }

        return request.Old > checkpoint.Size
            ? (400, "The old size is larger than the checkpoint's.\n")
            : await CosignAsync(request, signed.Text, checkpoint, ct);
    }

    /// <summary>Check and record are one transaction in which nobody else writes: of two futures of a log only one is ever cosigned.</summary>
    private async Task<(int Status, string Body)> CosignAsync(AddCheckpoint request, string text, Checkpoint checkpoint, CancellationToken ct)
    {
        await using var witnessed = await WitnessedLogs.OpenAsync(database, ct);
        var record = await witnessed.LastAsync(checkpoint.Origin, ct);
        if (record is not null && record.Standing(await witnessed.OwnKeysAsync(signer.Key, ct)) is CosignedStanding.Changed)
        {
            return (RecordChanged, "This witness cannot tell what it cosigned last of that log. Its operator must look.\n");
        }

        var last = record?.Checkpoint;
        if (request.Old != (last?.Size ?? 0))
        {
            return (409, $"{last?.Size ?? 0}\n");
        }

        if (last is not null && last.Size == checkpoint.Size && !last.Root.Span.SequenceEqual(checkpoint.Root.Span))
        {
            return (409, $"{last.Size}\n");   // the same size and another root: the log has forked
        }

        var continues = last is null || last.Size == 0
            ? request.Proof.Count == 0 && (checkpoint.Size > 0 || checkpoint.Root.Span.SequenceEqual(MerkleHash.EmptyRoot()))
            : MerkleProof.IsConsistent(last.Size, checkpoint.Size, last.Root.Span, checkpoint.Root.Span, request.Proof);
        if (!continues)
        {
            return (422, "The proof does not lead from the checkpoint cosigned last to this one.\n");
        }

        var moment = clock.GetUtcNow();
        await witnessed.RecordAsync(CosignedRecord.Of(checkpoint, text, moment, signer), ct);
        return (200, Cosignature.Sign(text, key, seed, moment));
    }
}
