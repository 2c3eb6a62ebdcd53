using System.Globalization;

namespace ZioExchange.Broker.Persistence;

/// <summary>Table passed_keys: thumbprints of keys by which partner systems signed in, at any node, with the last day. Read only while somebody fails again and again.</summary>
public static class PassedKeys
{
    // As long as a system may be quiet, over a holiday, and still be known.
    private const int DaysKept = 31;

    /// <param name="day">Days since 1970.</param>
    public static async Task KeepPassedAsync(this BrokerDatabase database, string thumbprint, int day, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO passed_keys (thumbprint, day) VALUES (@thumbprint, @day) ON CONFLICT (thumbprint) DO UPDATE SET day = excluded.day";
        await command.Bind("@thumbprint", thumbprint).Bind("@day", day).ExecuteNonQueryAsync(ct);
    }

    /// <returns>At most so many, the latest days first.</returns>
    public static async Task<IReadOnlyList<(string Thumbprint, int Day)>> ReadPassedAsync(this BrokerDatabase database, int most, int today, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT thumbprint, day FROM passed_keys WHERE day >= @first ORDER BY day DESC LIMIT @most";
        await using var reader = await command.Bind("@first", today - DaysKept).Bind("@most", most).ExecuteReaderAsync(ct);
        var keys = new List<(string, int)>();
        while (await reader.ReadAsync(ct))
        {
            keys.Add((reader.GetString(0), Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture)));
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
