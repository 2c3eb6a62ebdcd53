using System.Globalization;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Benchmarks.Exchange;

/// <summary>What a run took of the processors: this program (callers, stubs, broker) and the server of the database.</summary>
/// <remarks>Other work on the machine takes answers per second away, but hardly changes how much processor time one answer takes.</remarks>
internal sealed class ProcessorTime(BrokerDatabase database)
{
    // Linux counts in hundredths of a second here (USER_HZ), whatever its own clock does.
    private const double TicksPerSecond = 100;

    /// <summary>In milliseconds since the start: this program, the sessions and helpers of the server, and the pauses of the heap; and the bytes this program took from it.</summary>
    public async Task<(double Program, double Server, double Allocated, double Paused)> NowAsync() =>
        (Environment.CpuUsage.TotalTime.TotalMilliseconds, await ServerAsync(), GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration().TotalMilliseconds);

    private async Task<double> ServerAsync()
    {
        if (database.Provider is DatabaseProvider.Sqlite)
        {
            return 0;   // it runs in this program
        }

        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pid FROM pg_stat_activity";
        var ticks = 0.0;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            ticks += await TicksAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{reader.GetInt32(0)}/stat"));
        }

        return ticks / TicksPerSecond * 1000;
    }

    // Fields 14 and 15, counted from behind the name, which may hold spaces (proc(5)). A session that just ended has no file.
    private static async Task<double> TicksAsync(string file)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
