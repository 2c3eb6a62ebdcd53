using System.Data.Common;
using System.Security.Cryptography;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Log;

/// <summary>What one would write instead of the log: a table with a row per event, and the same with a trigger that chains hashes.</summary>
internal sealed class PlainInserts(BrokerDatabase database)
{
    private const int ContentLength = 1200;   // what a sealed sample takes

    private const string Chain = """
        CREATE TABLE chained (id BIGINT PRIMARY KEY, content BYTEA NOT NULL, hash BYTEA);
        CREATE FUNCTION chain_hash() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(1);
            NEW.id := coalesce((SELECT max(id) FROM chained), 0) + 1;
            NEW.hash := sha256(coalesce((SELECT hash FROM chained WHERE id = NEW.id - 1), ''::bytea) || NEW.content);
            RETURN NEW;
        END $$;
        CREATE TRIGGER chain_hash BEFORE INSERT ON chained FOR EACH ROW EXECUTE FUNCTION chain_hash();
        """;

    public async Task PrepareAsync()
    {
        if (database.Provider is DatabaseProvider.Postgres)
        {
            await RunAsync("CREATE TABLE plain (id BIGSERIAL PRIMARY KEY, content BYTEA NOT NULL)", null);
            await RunAsync(Chain, null);
            return;
        }

        await RunAsync("CREATE TABLE plain (id INTEGER PRIMARY KEY, content BLOB NOT NULL)", null);
        await RunAsync("CREATE TABLE chained (id INTEGER PRIMARY KEY, content BLOB NOT NULL, hash BLOB NOT NULL)", null);
    }

    public Task InsertAsync(int n) => RunAsync("INSERT INTO plain (content) VALUES (@content)", RandomNumberGenerator.GetBytes(ContentLength));

    /// <summary>By trigger on PostgreSQL; SQLite has no SHA-256, so there the program reads the last hash and writes the next in one transaction.</summary>
    public Task ChainAsync(int n) => database.Provider is DatabaseProvider.Postgres
        ? RunAsync("INSERT INTO chained (content) VALUES (@content)", RandomNumberGenerator.GetBytes(ContentLength))
        : ChainInProgramAsync(RandomNumberGenerator.GetBytes(ContentLength));

    private async Task ChainInProgramAsync(byte[] content)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var last = connection.CreateCommand();
        last.Transaction = transaction;
        last.CommandText = "SELECT hash FROM chained ORDER BY id DESC LIMIT 1";
        var before = await last.ExecuteScalarAsync() as byte[] ?? [];
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO chained (content, hash) VALUES (@content, @hash)";
        insert.Bind("@content", content).Bind("@hash", SHA256.HashData([.. before, .. content]));
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private async Task RunAsync(string sql, byte[]? content)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (content is not null)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@content", content);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
