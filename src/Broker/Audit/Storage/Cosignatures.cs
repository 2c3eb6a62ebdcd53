using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>The signature lines that witnesses put under this log's checkpoints.</summary>
internal sealed class Cosignatures(BrokerDatabase database)
{
    /// <param name="size">Of the checkpoint.</param>
    /// <param name="line">With its end of line; a later line of the same witness replaces it.</param>
    public async Task KeepAsync(long size, string witness, string line, DateTimeOffset moment, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO log_cosignatures (size, witness, line, moment) VALUES (@size, @witness, @line, @moment) ON CONFLICT (size, witness) DO UPDATE SET line = excluded.line, moment = excluded.moment";
        command.Bind("@size", size).Bind("@witness", witness).Bind("@line", line).Bind("@moment", moment.UtcTicks);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <returns>The size of the newest checkpoint that the witness signed; 0 before the first.</returns>
    public async Task<long> LastAsync(string witness, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT max(size) FROM log_cosignatures WHERE witness = @witness";
        return await command.Bind("@witness", witness).ExecuteScalarAsync(ct) as long? ?? 0;
    }
}
