using System.Data.Common;

namespace ZioExchange.Broker.Audit;

/// <summary>A step that only looks. Those of one kind that stand together in a batch are asked in one round trip, which is what lets many disclosures share a commit.</summary>
/// <remarks>
/// A step that writes ends such a run: whoever stands behind it sees what it wrote. There is no savepoint around the question, so one that
/// throws fails the batch: nobody in it releases anything.
/// </remarks>
public interface IReadingStep : ICommitStep
{
    /// <param name="together">This step and those of its kind behind it, in the order of the log.</param>
    /// <returns>Whether each agrees, in the same order.</returns>
    ValueTask<IReadOnlyList<bool>> ApplyAsync(IReadOnlyList<IReadingStep> together, DbConnection connection, DbTransaction transaction, CancellationToken ct);
}
