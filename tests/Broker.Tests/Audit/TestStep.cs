using System.Data.Common;
using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Writes one row to a table of the test, then agrees, refuses or fails.</summary>
internal sealed class TestStep(int number, Func<bool> answer) : ICommitStep
{
    public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO step_acts (number) VALUES ({number})";
        await command.ExecuteNonQueryAsync(ct);
        return answer();
    }
}
