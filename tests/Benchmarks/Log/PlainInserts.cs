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
    }

    public Task InsertAsync(int n) => RunAsync("INSERT INTO plain (content) VALUES (@content)", RandomNumberGenerator.GetBytes(ContentLength));

    public Task ChainAsync(int n) => RunAsync("INSERT INTO chained (content) VALUES (@content)", RandomNumberGenerator.GetBytes(ContentLength));

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
