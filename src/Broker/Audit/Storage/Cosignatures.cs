using System.Data.Common;
using System.Globalization;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Witnesses;
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

    /// <summary>The newest checkpoint under which one of these witnesses put its signature, with the lines of theirs that hold; null when there is none.</summary>
    /// <remarks>Looks at the newest sixteen that have a line in a witness's name: a line that does not hold hides no older one that does.</remarks>
    public static async Task<string?> NewestAsync(DbConnection connection, IReadOnlyList<WitnessKey> witnesses, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        var names = string.Join(", ", witnesses.Select((_, place) => string.Create(CultureInfo.InvariantCulture, $"@w{place}")));
#pragma warning disable CA2100 // Names of parameters only.
        command.CommandText = $"""
            SELECT c.note, s.witness, s.line FROM log_checkpoints c JOIN log_cosignatures s ON s.size = c.size
            WHERE c.size IN (SELECT DISTINCT size FROM log_cosignatures WHERE witness IN ({names}) ORDER BY size DESC LIMIT 16) ORDER BY c.size DESC, s.witness
            """;
#pragma warning restore CA2100
        for (var place = 0; place < witnesses.Count; place++)
        {
            command.Bind(string.Create(CultureInfo.InvariantCulture, $"@w{place}"), witnesses[place].Name);
        }

        var (found, cosigned) = ((string?)null, "");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (note, line) = (reader.GetString(0), reader.GetString(2));
            if (found is not null && note != found)
            {
                break;
            }

            if (witnesses.Any(witness => witness.Name == reader.GetString(1) && SignedNote.TryParse(note + line, out var signed) && Cosignature.SignedAt(signed, witness) is not null))
            {
                (found, cosigned) = (note, (found is null ? note : cosigned) + line);
            }
        }

        return found is null ? null : cosigned;
    }
}
