using System.Data.Common;

namespace ZioExchange.Broker.Audit;

/// <summary>Work that stands or falls with one entry, such as "the child's consent version is still 7" or the writing of a consent act.</summary>
public interface ICommitStep
{
    /// <summary>Runs inside the entry's own transaction, before the entry is committed and while no other node can append.</summary>
    /// <returns>False: undo what this step did and do not write its entry.</returns>
    /// <remarks>
    /// Steps run one after another in the order of the log. Keep them short: every other append waits. Use only the connection
    /// and the transaction given; do not commit, roll back, open another connection or call the log. A thrown exception counts as
    /// "not written" for this entry alone and reaches its caller; other entries of the batch go on.
    /// </remarks>
    ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct);
}
