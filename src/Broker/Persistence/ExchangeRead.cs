using Microsoft.Data.Sqlite;
using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>Reads all that decides about a request at one moment: on PostgreSQL in one round trip, on SQLite in one read transaction.</summary>
/// <remarks>
/// Every statement sees the same committed rows (repeatable read), so a withdrawal, a fact and an accession are weighed as they stood together.
/// Nothing of the session outlives the batch: it works behind a pooler in transaction mode.
/// </remarks>
internal static class ExchangeRead
{
    private const string Begin = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";

    public static async Task<ExchangeRows> ReadExchangeAsync(this BrokerDatabase database, ExchangeQuestion question, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return connection is NpgsqlConnection postgres
            ? await ReadAsync(postgres, question, ct)
            : await ReadAsync((SqliteConnection)connection, question, ct);
    }

    /// <summary>The statements with their parameters, in the order they are read.</summary>
    internal static IReadOnlyList<(string Sql, object[] Values)> Statements(ExchangeQuestion question) =>
    [
        (DirectoryVersions.Statement, []),
        (ExchangeStatements.Role, [question.Organisation, question.Professional, question.Role]),
        (ExchangeStatements.Child, [question.Lookup]),
        (ExchangeStatements.Facts, [question.Lookup]),
        (ExchangeStatements.Grants, [question.Lookup]),
        (ExchangeStatements.Events, [question.Lookup]),
        (ExchangeStatements.Gates, [question.Lookup, question.Organisation, question.Purpose]),
        (ExchangeStatements.Couplings, [question.Lookup]),
    ];

    private static async Task<ExchangeRows> ReadAsync(NpgsqlConnection connection, ExchangeQuestion question, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Begin));
        foreach (var (sql, values) in Statements(question))
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            batch.BatchCommands.Add(command);
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await ExchangeReader.ReadAsync(reader, question, ct);
    }

    private static async Task<ExchangeRows> ReadAsync(SqliteConnection connection, ExchangeQuestion question, CancellationToken ct)
    {
        await using var moment = connection.BeginTransaction(deferred: true);
        await using var command = connection.CreateCommand();
        command.Transaction = moment;
        var statements = Statements(question);
        command.CommandText = string.Join(";\n", statements.Select((statement, number) => statement.Sql.Replace("$", $"$p{number}_", StringComparison.Ordinal)));
        for (var number = 0; number < statements.Count; number++)
        {
            for (var place = 0; place < statements[number].Values.Length; place++)
            {
                command.Parameters.AddWithValue($"$p{number}_{place + 1}", statements[number].Values[place]);
            }
        }

        ExchangeRows rows;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            rows = await ExchangeReader.ReadAsync(reader, question, ct);
        }

        await moment.CommitAsync(ct);
        return rows;
    }
}
