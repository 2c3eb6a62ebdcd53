using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Lets a disclosure into the log only while the child's consent version and the version of the directory are those that were decided on.</summary>
internal sealed class ReleaseStep(ChildReference child, long consents, long directory) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT 1 FROM children c, directory_version d WHERE c.id = @child AND c.consent_version = @consents AND d.id = 1 AND d.version = @directory";
        command.Bind("@child", child.Value).Bind("@consents", consents).Bind("@directory", directory);
        return await command.ExecuteScalarAsync(ct) is not null;
    }
}
