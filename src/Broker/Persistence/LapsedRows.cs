namespace ZioExchange.Broker.Persistence;

/// <summary>Removes rows that have lapsed (<c>keep_until</c>), slice after slice: after a long pause millions may have lapsed, and one command may take ten seconds.</summary>
internal static class LapsedRows
{
    /// <param name="table">Written in the program, with the columns of its primary key.</param>
    /// <param name="slice">How many one command removes at most.</param>
    /// <returns>How many went.</returns>
    public static async Task<int> PurgeLapsedAsync(this BrokerDatabase database, string table, string key, DateTimeOffset now, int slice, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();

        // What one node forgets all forget: the server's own clock has a say too, so that a node which started with a clock ahead forgets nothing early.
        // Two nodes that purge at once each take a slice of their own. On SQLite there is one writer at a time.
#pragma warning disable CA2100 // Written in the program.
        command.CommandText = database.Provider is DatabaseProvider.Postgres
            ? $"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE keep_until < LEAST(@now, now()) ORDER BY keep_until LIMIT @slice FOR UPDATE SKIP LOCKED)"
            : $"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE keep_until < @now ORDER BY keep_until LIMIT @slice)";
#pragma warning restore CA2100
        command.Bind("@now", database.Instant(now)).Bind("@slice", (long)slice);
        for (var all = 0; ;)
        {
            var gone = await command.ExecuteNonQueryAsync(ct);
            all += gone;
            if (gone < slice)
            {
                return all;
            }
        }
    }
}
