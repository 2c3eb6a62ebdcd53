using System.Diagnostics;
using Npgsql;

namespace ZioExchange.Testing;

/// <summary>A PostgreSQL cluster in a folder under /tmp, reachable over a unix socket there, gone when this process ends.</summary>
/// <remarks>
/// A shell holds the server and waits on its standard input: it stops the server and removes the folder when this process ends,
/// however it ends (kill -9 closes the pipe too). It starts a server that died again, as systemd does. Started as user postgres when this process is root, which PostgreSQL refuses to be.
/// </remarks>
internal static class ThrowawayCluster
{
    private const string Script = """
        set -e
        umask 077
        mkdir -p "$2"
        "$1/initdb" -D "$2/data" -A trust -U postgres -E UTF8 --locale=C --no-sync >"$2/initdb.log"
        serve() {
            while [ ! -e "$2/stop" ]; do
                "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync="$3" -c max_connections=200 >>"$2/server.log" 2>&1 || true
                sleep 0.1
            done
        }
        serve "$@" &
        cat >/dev/null || true
        touch "$2/stop"
        kill -QUIT "$(head -1 "$2/data/postmaster.pid")" || true
        wait || true
        rm -rf "$2"
        """;

    /// <summary>The newest installed binaries; null when there are none.</summary>
    public static string? FindBinaries() => !System.IO.Directory.Exists("/usr/lib/postgresql")
        ? null
        : System.IO.Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")))
            .OrderByDescending(bin => bin, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>Starts a cluster and returns the connection string of its superuser, whose host is the folder, once it answers.</summary>
    /// <param name="binaries">The folder of <c>initdb</c> and <c>postgres</c>.</param>
    /// <param name="fsync">True where the speed or the loss of real commits matters; tests of behaviour do without.</param>
    public static async Task<string> StartAsync(string binaries, bool fsync = false)
    {
        var folder = $"/tmp/zio-pg-{Guid.NewGuid():N}"[..24];
        string[] shell = ["sh", "-c", Script, "zio-test-postgres", binaries, folder, fsync ? "on" : "off"];
        string[] line = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. shell] : shell;

        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, WorkingDirectory = "/tmp" };
        var holder = Process.Start(start) ?? throw new InvalidOperationException("The shell that holds PostgreSQL did not start.");

        // Not waited for: the shell stops the server by itself, and a test process that lingers looks as if threads were left behind.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => holder.StandardInput.Close();

        var settings = new NpgsqlConnectionStringBuilder { Host = folder, Username = "postgres", Database = "postgres", Pooling = false };
        await UntilItAnswersAsync(settings.ConnectionString, () => !holder.HasExited);
        return settings.ConnectionString;
    }

    /// <summary>Waits until the server accepts connections: after a crash it first replays what was committed.</summary>
    /// <param name="mayCome">False when there is nothing left to wait for.</param>
    public static async Task UntilItAnswersAsync(string connectionString, Func<bool> mayCome)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (mayCome() && patience.Elapsed < TimeSpan.FromMinutes(5))
            {
                // Not there yet: initdb takes a second or two.
            }
        }
    }
}
