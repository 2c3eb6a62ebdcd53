using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>Cosigns the checkpoints of other organisations' logs, each only when it continues the one before (C2SP tlog-witness).</summary>
/// <remarks>
/// What it cosigned last is kept with a signature of this broker's own log, in the database and in a file outside it, and neither is believed alone: where
/// the row was changed, removed or set back, it says so and goes on from the file; where nobody can tell any more, nothing is cosigned.
/// </remarks>
/// <param name="seed">Of a key that signs nothing else.</param>
/// <param name="logs">The verifier keys of the logs that are witnessed; several for one origin after a rotation.</param>
/// <param name="signer">Of this broker's own log.</param>
public sealed class Witness(
    BrokerDatabase database, WitnessKey key, byte[] seed, IReadOnlyCollection<VerifierKey> logs, ILogSigner signer, KeptWitnessed kept, TimeProvider clock, ILogger<Witness>? logger = null)
{
    /// <summary>The status of a request that finds nobody able to tell what was cosigned last: the operator must look.</summary>
    internal const int RecordChanged = 500;

    private readonly ILogger _logger = logger ?? NullLogger<Witness>.Instance;
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    public WitnessKey Key => key;

    /// <summary>Whether there is any log to witness.</summary>
    public bool HasLogs => logs.Count > 0;

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

    /// <summary>Holds what the database says against what this node keeps, says what does not fit, and keeps what another node cosigned since.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var file = kept.Read();   // first: the rows only move forward
        await using var witnessed = await WitnessedLogs.ReadAsync(database, ct);
        var keys = await witnessed.OwnKeysAsync(signer.Key, ct);
        foreach (var origin in logs.Select(log => log.Name).Distinct(StringComparer.Ordinal))
        {
            var row = await witnessed.LastAsync(origin, ct);
            var last = Agree(origin, row, file, keys).Record;
            if (row is not null && row == last && row.Standing(keys) is CosignedStanding.Proven)
            {
                await KeepAsync(row, keys, ct);
            }
        }
    }

    /// <summary>Writes what this node keeps over rows that are gone or older: for a database that was restored from a backup.</summary>
    public async Task PutBackAsync(CancellationToken ct)
    {
        var file = kept.Read();
        foreach (var origin in logs.Select(log => log.Name).Distinct(StringComparer.Ordinal))
        {
            await using var witnessed = await WitnessedLogs.OpenAsync(database, ct);
            var keys = await witnessed.OwnKeysAsync(signer.Key, ct);
            var row = await witnessed.LastAsync(origin, ct);
            if (KeptWitnessed.Records(file, keys)?.GetValueOrDefault(origin) is { } record && CosignedLast.Of(row, record, keys) is { IsChanged: true, Record: { } last })
            {
                await witnessed.RecordAsync(last, ct);
            }
        }
    }

    /// <summary>Check and record are one transaction in which nobody else writes: of two futures of a log only one is ever cosigned.</summary>
    private async Task<(int Status, string Body)> CosignAsync(AddCheckpoint request, string text, Checkpoint checkpoint, CancellationToken ct)
    {
        await using var witnessed = await WitnessedLogs.OpenAsync(database, ct);
        var keys = await witnessed.OwnKeysAsync(signer.Key, ct);
        var known = Agree(checkpoint.Origin, await witnessed.LastAsync(checkpoint.Origin, ct), kept.Read(), keys);
        if (!known.IsKnown)
        {
            return (RecordChanged, "This witness cannot tell what it cosigned last of that log. Its operator must look.\n");
        }

        var last = known.Record?.Checkpoint;
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

        var record = CosignedRecord.Of(checkpoint, text, clock.GetUtcNow(), signer);
        await witnessed.RecordAsync(record, ct);
        return await KeepAsync(record, keys, ct)
            ? (200, Cosignature.Sign(text, key, seed, new DateTimeOffset(record.Moment, TimeSpan.Zero)))
            : (503, "This witness cannot keep what it cosigns. Its operator must look.\n");
    }

    /// <summary>What can be believed of one log; what cannot is said once, until it is right again.</summary>
    private CosignedLast Agree(string origin, CosignedRecord? row, string? file, KeySuccession keys)
    {
        var records = KeptWitnessed.Records(file, keys);
        var last = records is null ? new CosignedLast(null, true, false) : CosignedLast.Of(row, records.GetValueOrDefault(origin), keys);
        if (!last.IsChanged)
        {
            _told.TryRemove(origin, out _);
        }
        else if (_told.TryAdd(origin, true))
        {
            if (last.IsKnown)
            {
                _logger.WitnessedSetRight();
            }
            else
            {
                _logger.WitnessedChanged();
            }
        }

        return last;
    }

    /// <summary>Before the signature leaves: a cosignature that was given and not kept could be denied.</summary>
    private async Task<bool> KeepAsync(CosignedRecord record, KeySuccession keys, CancellationToken ct)
    {
        try
        {
            await kept.KeepAsync(record, keys, ct);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _logger.WitnessedNotKept(fault.GetType().Name);
            return false;
        }
    }
}
