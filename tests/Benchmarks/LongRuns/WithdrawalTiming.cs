using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>How long a withdrawal takes to be obeyed by another node, beside what one would build for that: a commit that notifies who listens.</summary>
/// <remarks>
/// In turns, on one server. Ours: the withdrawal is sent to one node, is acknowledged, and a question to another is refused, its entry in the log. Theirs: a row is
/// committed with a NOTIFY and another connection hears it. Of both the time from sending and the time from the acknowledgement. A question that releases
/// after the acknowledgement ends the run.
/// </remarks>
internal static class WithdrawalTiming
{
    private const int WarmUp = 50;
    private const string Channel = "withdrawn";
    private const string Own = "acknowledged to refused on another node";
    private const string Whole = "sent to refused";
    private const string Bare = "bare commit plus NOTIFY, to heard";

    public static async Task RunAsync(int count, TextWriter output)
    {
        await using var scene = await NodesScene.StartAsync(2);
        await using var bare = await BareNotice.StartAsync(scene.Database.ConnectionString);
        var seen = new Medians();
        for (var n = 0; n < WarmUp + count; n++)
        {
            if (n % 5 == 4)
            {
                await scene.ForgetEndedAsync();
            }

            var grant = await scene.GiveAsync(n);
            if (!await scene.AskAsync(n + 1))
            {
                throw new FoundException("A consent that was given opened nothing.");
            }

            var (acknowledged, refused) = await OnceAsync(scene, n, grant);
            var (committed, heard) = await bare.OnceAsync();
            if (n >= WarmUp)
            {
                seen.Add("withdrawal sent to acknowledged", acknowledged);
                seen.Add(Own, refused - acknowledged);
                seen.Add(Whole, refused);
                seen.Add("bare commit", committed);
                seen.Add(Bare, heard);
            }
        }

        foreach (var what in seen.Names)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {what,-40} median {seen.At(what, 0.5),7:F3} ms, p99 {seen.At(what, 0.99),7:F3} ms"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {count} withdrawals, none released after its acknowledgement; acknowledged to refused : bare {Times(Own, 0.5):F2} at the median, {Times(Own, 0.99):F2} at p99; sent to refused : bare {Times(Whole, 0.5):F2} and {Times(Whole, 0.99):F2}"));

        double Times(string what, double part) => seen.At(what, part) / seen.At(Bare, part);
    }

    /// <returns>Milliseconds from sending the withdrawal.</returns>
    private static async Task<(double Acknowledged, double Refused)> OnceAsync(NodesScene scene, int node, Guid grant)
    {
        var started = Stopwatch.GetTimestamp();
        await scene.WithdrawAsync(node, grant);
        var acknowledged = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (await scene.AskAsync(node + 1))
        {
            throw new FoundException($"Withdrawal {node}: another node released after it was acknowledged.");
        }

        return (acknowledged, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>A connection that commits and notifies, and one that listens.</summary>
    private sealed class BareNotice(NpgsqlConnection writer, NpgsqlConnection listener) : IAsyncDisposable
    {
        private long _heard;

        public static async Task<BareNotice> StartAsync(string connectionString)
        {
            var (writer, listener) = (new NpgsqlConnection(connectionString), new NpgsqlConnection(connectionString));
            await writer.OpenAsync();
            await listener.OpenAsync();
            await RunAsync(writer, "CREATE TABLE bare_withdrawals (id BIGSERIAL PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now())");
            await RunAsync(listener, $"LISTEN {Channel}");
            return new(writer, listener);
        }

        /// <returns>Milliseconds from sending.</returns>
        public async Task<(double Committed, double Heard)> OnceAsync()
        {
            listener.Notification += Hear;
            var hearing = listener.WaitAsync();
            var started = Stopwatch.GetTimestamp();
            await RunAsync(writer, $"INSERT INTO bare_withdrawals DEFAULT VALUES; NOTIFY {Channel}");   // one transaction
            var committed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            await hearing;
            listener.Notification -= Hear;
            return (committed, Stopwatch.GetElapsedTime(started, _heard).TotalMilliseconds);
        }

        public async ValueTask DisposeAsync()
        {
            await writer.DisposeAsync();
            await listener.DisposeAsync();
        }

        private void Hear(object sender, NpgsqlNotificationEventArgs said) => _heard = Stopwatch.GetTimestamp();

        private static async Task RunAsync(DbConnection connection, string sql)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
