using System.Data.Common;
using Npgsql;

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

    /// <summary>The same question as a command that fails with a division by zero unless all agree, so that the entries can be sent behind it without waiting for the answer.</summary>
    /// <param name="together">This step and the others of its kind.</param>
    NpgsqlBatchCommand AllAgree(IReadOnlyList<IReadingStep> together);
}
