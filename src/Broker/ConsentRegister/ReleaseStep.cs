using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Lets a disclosure into the log only while the child's consent version is the one that was decided on.</summary>
internal sealed class ReleaseStep(ChildReference child, long decidedOn) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT consent_version FROM children WHERE id = @child";
        command.Bind("@child", child.Value);
        return await command.ExecuteScalarAsync(ct) is long version && version == decidedOn;
    }
}
