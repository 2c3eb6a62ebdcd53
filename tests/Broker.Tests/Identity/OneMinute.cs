namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Budgets begin anew each minute: what ran over the end of one says nothing, and runs again.</summary>
internal static class OneMinute
{
    private const int Turns = 10;

    /// <param name="run">Acts, on something fresh for each turn, and returns what is to be checked of it.</param>
    public static async Task WithinAsync(Func<int, Task<Action>> run)
    {
        for (var turn = 1; ; turn++)
        {
            var minute = DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerMinute;
            var check = await run(turn);
            if (turn == Turns || DateTimeOffset.UtcNow.Ticks / TimeSpan.TicksPerMinute == minute)
            {
                check();
                return;
            }
        }
    }
}
