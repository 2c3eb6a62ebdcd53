namespace ZioExchange.Broker.Persistence;

/// <summary>Work that one node does for all: whoever takes the turn does it, the others wait until the next is due by the clock of the database.</summary>
/// <remarks>Saves work and keeps nothing right: a node that holds its turn longer than it said, or dies, is not waited for, so the work must bear being done twice.</remarks>
public static class BackgroundTurns
{
    /// <summary>No turn is ever due later than this; one that seems to be was written before the clock of the database was set back.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Takes the turn if it is due and nobody has it.</summary>
    /// <param name="atMost">When this is over another node may take it, whether or not it was ended; at most <see cref="Longest"/>.</param>
    public static async Task<bool> TakeTurnAsync(this BrokerDatabase database, string job, TimeSpan atMost, CancellationToken ct)
    {
        var now = DatabaseClock.Seconds(database);
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant; every value is a parameter.
        command.CommandText = $"""
            INSERT INTO background_turns (job, due_at) VALUES (@job, {now} + @seconds)
            ON CONFLICT (job) DO UPDATE SET due_at = excluded.due_at WHERE background_turns.due_at <= {now} OR background_turns.due_at > {now} + @longest
            """;
#pragma warning restore CA2100
        return await command.Bind("@job", job).Bind("@seconds", SecondsOf(atMost)).Bind("@longest", SecondsOf(Longest)).ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Ends a turn that this node took.</summary>
    /// <param name="pause">How long no node does it again; at most <see cref="Longest"/>.</param>
    public static async Task EndTurnAsync(this BrokerDatabase database, string job, TimeSpan pause, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant; every value is a parameter.
        command.CommandText = $"UPDATE background_turns SET due_at = {DatabaseClock.Seconds(database)} + @seconds WHERE job = @job";
#pragma warning restore CA2100
        await command.Bind("@job", job).Bind("@seconds", SecondsOf(pause)).ExecuteNonQueryAsync(ct);
    }

    private static long SecondsOf(TimeSpan span) => (long)Math.Ceiling((span < Longest ? span : Longest).TotalSeconds);
}
