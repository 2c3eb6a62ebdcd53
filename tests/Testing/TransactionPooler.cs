using System.Diagnostics;
using Npgsql;

namespace ZioExchange.Testing;

/// <summary>pgbouncer in transaction mode before a server, over a unix socket in a folder under /tmp: every transaction may get another session of the server.</summary>
/// <remarks>A shell holds it and waits on its standard input, as with <see cref="ThrowawayCluster"/>: it is gone when this process ends, however that ends.</remarks>
public sealed class TransactionPooler : IAsyncDisposable
{
    /// <summary>Sessions that the pooler opens to one database, however many connect to it.</summary>
    public const int Sessions = 4;

    private const string Program = "/usr/sbin/pgbouncer";
    private const int Port = 6432;   // names the socket only

    private const string Script = """
        set -e
        umask 077
        mkdir -p "$2"
        printf '%s\n' "$3" >"$2/pgbouncer.ini"
        "$1" "$2/pgbouncer.ini" >"$2/pooler.log" 2>&1 &
        pooler=$!
        cat >/dev/null || true
        kill -INT "$pooler"
        wait "$pooler" || true
        rm -rf "$2"
        """;

    private readonly Process _holder;

    private TransactionPooler(Process holder, string connectionString) => (_holder, ConnectionString) = (holder, connectionString);

    /// <summary>What an operator writes behind such a pooler (docs/performance.md).</summary>
    public string ConnectionString { get; }

    /// <param name="server">Where the pooler connects to, with the database that is asked for.</param>
    public static async Task<TransactionPooler> StartAsync(string server)
    {
        if (!File.Exists(Program))
        {
            throw PostgresServer.Absent("There is no /usr/sbin/pgbouncer.");
        }

        var folder = $"/tmp/zio-pool-{Guid.NewGuid():N}"[..24];
        string[] shell = ["sh", "-c", Script, "zio-test-pooler", Program, folder, Settings(new NpgsqlConnectionStringBuilder(server), folder)];
        string[] line = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. shell] : shell;
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, WorkingDirectory = "/tmp" };
        var holder = Process.Start(start) ?? throw new InvalidOperationException("The shell that holds pgbouncer did not start.");
        var through = new NpgsqlConnectionStringBuilder(server) { Host = folder, Port = Port, MaxAutoPrepare = 0, NoResetOnClose = true, Pooling = true };
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await using var connection = new NpgsqlConnection(through.ConnectionString);
                await connection.OpenAsync();
                return new TransactionPooler(holder, through.ConnectionString);
            }
            catch (NpgsqlException) when (!holder.HasExited && patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Not there yet.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
    }

    private static string Settings(NpgsqlConnectionStringBuilder server, string folder) => $"""
        [databases]
        * = host={server.Host} port={server.Port} user={server.Username}{(server.Password is { Length: > 0 } password ? $" password={password}" : "")}
        [pgbouncer]
        listen_addr =
        listen_port = {Port}
        unix_socket_dir = {folder}
        auth_type = any
        pool_mode = transaction
        default_pool_size = {Sessions}
        max_client_conn = 200
        ignore_startup_parameters = extra_float_digits
        """;
}
