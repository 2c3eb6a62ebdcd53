using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Proves that the log in the database continues the last checkpoint that left this broker, before it accepts a new entry.</summary>
/// <remarks>A log that was restored from an older backup would grow a second future beside the first, and both would be signed.</remarks>
internal sealed class Continuity(PublishedCheckpoint published, bool mayStartAnew)
{
    /// <exception cref="LogSetBackException">It does not.</exception>
    public async Task CheckAsync(DbConnection connection, DbTransaction transaction, LogHead head, VerifierKey key, CancellationToken ct)
    {
        if (published.Read() is not { } note || (mayStartAnew && head.Size == 0))
        {
            return;
        }

        var keys = await KeyStatements.SuccessionAsync(connection, transaction, key, ct);
        if (!keys.TryOpen(note, out var checkpoint, out var fault))
        {
            throw new LogSetBackException($"The kept checkpoint is not of this log and key. {fault}");
        }

        if (checkpoint.Size > head.Size)
        {
            throw new LogSetBackException($"The log has {head.Size} entries, but a checkpoint over {checkpoint.Size} was published: entries from {head.Size} on are gone.");
        }

        var plan = ProofPlan.Consistency(checkpoint.Size, head.Size);
        var tiles = await TileReader.ReadAsync(connection, transaction, plan.Tiles, ct);
        if (!plan.Tiles.All(tiles.ContainsKey)
            || !MerkleProof.IsConsistent(checkpoint.Size, head.Size, checkpoint.Root.Span, head.Range().Root(), plan.Build(tile => tiles[tile])))
        {
            throw new LogSetBackException($"The first {checkpoint.Size} entries are not the ones that were published.");
        }
    }
}
