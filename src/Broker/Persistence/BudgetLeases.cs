using System.Data.Common;

namespace ZioExchange.Broker.Persistence;

/// <summary>Takes a piece of an organisation's budget for one node. The row counts what all nodes took in this minute of the database's clock.</summary>
public static class BudgetLeases
{
    private const int WindowSeconds = 60;

    /// <param name="piece">How many requests to take.</param>
    /// <returns>How many were taken in this window before, and the seconds that it still lasts.</returns>
    /// <exception cref="DbException">Nothing is known to be taken.</exception>
    public static async Task<(long Before, int SecondsLeft)> TakeBudgetAsync(this BrokerDatabase database, string organisation, string budget, long piece, CancellationToken ct)
    {
        var seconds = DatabaseClock.Seconds(database);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Two constants; every value is a parameter.
        command.CommandText = $"""
            INSERT INTO request_budgets (organisation_id, budget, window_number, used) VALUES (@organisation, @budget, {seconds} / 60, @piece)
            ON CONFLICT (organisation_id, budget) DO UPDATE SET
              used = CASE WHEN request_budgets.window_number = excluded.window_number THEN request_budgets.used + excluded.used ELSE excluded.used END,
              window_number = excluded.window_number
            RETURNING used, {seconds} % 60
            """;
#pragma warning restore CA2100
        await using var reader = await command.Bind("@organisation", organisation).Bind("@budget", budget).Bind("@piece", piece).ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0) - piece, WindowSeconds - (int)reader.GetInt64(1));
    }

    /// <summary>Forgets what was taken in windows that are over.</summary>
    public static async Task PurgeBudgetsAsync(this BrokerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant.
        command.CommandText = $"DELETE FROM request_budgets WHERE window_number < {DatabaseClock.Seconds(database)} / {WindowSeconds} - 1";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
