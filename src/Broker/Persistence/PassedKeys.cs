using System.Globalization;

namespace ZioExchange.Broker.Persistence;

/// <summary>Table passed_keys: thumbprints of keys by which partner systems signed in, at any node, with the last time. Read only while somebody fails again and again.</summary>
public static class PassedKeys
{
    /// <summary>How many keys are kept of one client, the latest: a client chooses the keys of its proofs itself, and could fill the table with them.</summary>
    public const int MostOfOne = 16;

    // As long as a system may be quiet, over a holiday, and still be known.
    private const int DaysKept = 31;

    /// <param name="day">Days since 1970.</param>
    public static async Task KeepPassedAsync(this BrokerDatabase database, string client, string thumbprint, int day, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO passed_keys (thumbprint, day, client, passed) VALUES (@thumbprint, @day, @client, @passed)
            ON CONFLICT (thumbprint) DO UPDATE SET day = excluded.day, client = excluded.client, passed = excluded.passed
            """;
        await command.Bind("@thumbprint", thumbprint).Bind("@day", day).Bind("@client", client).Bind("@passed", now.ToUnixTimeMilliseconds()).ExecuteNonQueryAsync(ct);

        // Two nodes that do this for one client each take rows of their own.
        await using var rest = connection.CreateCommand();
        rest.CommandText = database.Provider is DatabaseProvider.Postgres
            ? "DELETE FROM passed_keys WHERE thumbprint IN (SELECT thumbprint FROM passed_keys WHERE client = @client ORDER BY passed DESC OFFSET @most FOR UPDATE SKIP LOCKED)"
            : "DELETE FROM passed_keys WHERE thumbprint IN (SELECT thumbprint FROM passed_keys WHERE client = @client ORDER BY passed DESC LIMIT -1 OFFSET @most)";
        await rest.Bind("@client", client).Bind("@most", (long)MostOfOne).ExecuteNonQueryAsync(ct);
    }

    /// <returns>At most so many, those that passed last first.</returns>
    public static async Task<IReadOnlyList<(string Client, string Thumbprint, int Day)>> ReadPassedAsync(this BrokerDatabase database, int most, int today, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT client, thumbprint, day FROM passed_keys WHERE day >= @first ORDER BY day DESC, passed DESC LIMIT @most";
        await using var reader = await command.Bind("@first", today - DaysKept).Bind("@most", most).ExecuteReaderAsync(ct);
        var keys = new List<(string, string, int)>();
        while (await reader.ReadAsync(ct))
        {
            keys.Add((reader.GetString(0), reader.GetString(1), Convert.ToInt32(reader.GetValue(2), CultureInfo.InvariantCulture)));
        }

        return keys;
    }

    /// <summary>Forgets keys that were not seen for a month.</summary>
    public static async Task PurgePassedAsync(this BrokerDatabase database, int today, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM passed_keys WHERE day < @first";
        await command.Bind("@first", today - DaysKept).ExecuteNonQueryAsync(ct);
    }
}
