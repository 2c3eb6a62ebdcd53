using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ZioExchange.Testing;

namespace ZioExchange.Benchmarks.LongRuns.Failover;

/// <summary>Two PostgreSQL servers on loopback, kept by Patroni and etcd with the <c>bootstrap</c> of deploy/patroni.yml, in a folder under /tmp that goes with them.</summary>
/// <remarks>A shell holds them and waits on its standard input: all are gone when this process ends, however that ends. Only processes that work in its own folder are ended.</remarks>
internal sealed class PatroniPair : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Servers = ["a", "b"];

    // Patroni's server leaves its group, so it is found by the folder that it works in.
    private const string EndServer = """
        end_server() {
            for process in /proc/[0-9]*; do
                [ "$(readlink "$process/cwd" 2>/dev/null)" = "$PWD/$1" ] && kill -9 "${process#/proc/}" || true
            done
        }
        """;

    private const string Script = EndServer + "\n" + """
        umask 077
        mkdir -p "$2" && cd "$2"
        exec 2>shell.log
        printf '%s\n' "$5" >a.yml
        printf '%s\n' "$6" >b.yml
        etcd --name zio --data-dir etcd --log-level error --listen-client-urls "$3" --advertise-client-urls "$3" \
            --listen-peer-urls "$4" --initial-advertise-peer-urls "$4" --initial-cluster "zio=$4" >etcd.log 2>&1 &
        etcd=$!
        keep() {
            while [ ! -e stop ]; do
                if [ -e "$1.off" ]; then sleep 0.1; continue; fi
                PATH="$2:$PATH" patroni "$1.yml" >>"$1.log" 2>&1 &
                echo $! >"$1.pid"
                wait $! || true
            done
        }
        keep a "$1" & a=$!
        keep b "$1" & b=$!
        cat >/dev/null
        touch stop
        while kill -0 $a || kill -0 $b; do kill -9 $(cat a.pid b.pid); sleep 0.1; done 2>/dev/null
        end_server a
        end_server b
        kill -9 $etcd
        wait
        rm -rf "$2"
        """;

    private readonly string _folder = $"/tmp/zio-pair-{Guid.NewGuid():N}"[..24];
    private readonly int[] _ports = [FreePort.Next(), FreePort.Next()];
    private readonly int[] _doors = [FreePort.Next(), FreePort.Next()];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _holder;

    private PatroniPair()
    {
    }

    /// <summary>What deploy/zio.env.example says: both, and the broker finds the primary.</summary>
    public string ConnectionString => $"Host=127.0.0.1:{_ports[0]},127.0.0.1:{_ports[1]};Target Session Attributes=primary;Username=postgres;Database=postgres;Maximum Pool Size=30";

    /// <exception cref="InvalidOperationException">Something that it needs is not installed; the message says how to.</exception>
    public static async Task<PatroniPair> StartAsync(CancellationToken ct)
    {
        var absent = new[] { "/usr/bin/patroni", "/usr/bin/etcd" }.Where(program => !File.Exists(program)).ToList();
        var binaries = ThrowawayCluster.FindBinaries();
        if (binaries is null || absent.Count > 0)
        {
            throw new InvalidOperationException($"Not installed: {string.Join(' ', absent)}{(binaries is null ? " PostgreSQL" : "")}. On Debian: RUNLEVEL=1 apt-get install --no-install-recommends postgresql patroni etcd-server python3-etcd");
        }

        var pair = new PatroniPair();
        pair.Start(binaries);
        await pair.UntilWholeAsync(ct);
        return pair;
    }

    /// <summary>Waits until one server leads and the other confirms its commits.</summary>
    public async Task UntilWholeAsync(CancellationToken ct)
    {
        while (await RoleAsync("leader", ct) is null || await RoleAsync("sync_standby", ct) is null)
        {
            if (_holder!.HasExited)
            {
                throw new InvalidOperationException("The servers did not start.");
            }

            await Task.Delay(100, ct);
        }
    }

    /// <summary>The one that leads; null while none does.</summary>
    public Task<string?> LeaderAsync(CancellationToken ct) => RoleAsync("leader", ct);

    /// <summary>kill -9 of PostgreSQL with all its sessions; its Patroni stays.</summary>
    public Task KillServerAsync(string server) => ShellAsync($"end_server {server}");

    /// <summary>kill -9 of both at once, as when the machine loses its power; it stays away until it is told to return.</summary>
    public Task KillMachineAsync(string server) => ShellAsync($"touch {server}.off; kill -9 $(cat {server}.pid); end_server {server}");

    /// <summary>kill -9 of Patroni alone: its PostgreSQL stays what it was and nobody tells it that it no longer leads.</summary>
    public Task KillKeeperAsync(string server) => ShellAsync($"touch {server}.off; kill -9 $(cat {server}.pid)");

    public Task ReturnAsync(string server) => ShellAsync($"rm -f {server}.off");

    public async ValueTask DisposeAsync()
    {
        _holder!.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
        _http.Dispose();
    }

    private static string[] AsUnprivileged(params string[] shell) => Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. shell] : shell;

    private void Start(string binaries)
    {
        var (door, peers) = (FreePort.Next(), FreePort.Next());
        string[] line = ["setsid", .. AsUnprivileged(   // a group of its own: a signal for this program, as Ctrl+C, lets it clean up all the same
            "sh", "-c", Script, "zio-patroni", binaries, _folder, $"http://127.0.0.1:{door}", $"http://127.0.0.1:{peers}", Settings(0, door, binaries), Settings(1, door, binaries))];
        _holder = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, WorkingDirectory = "/tmp" })
            ?? throw new InvalidOperationException("The shell that holds the servers did not start.");
    }

    private async Task<string?> RoleAsync(string role, CancellationToken ct)
    {
        foreach (var door in _doors)
        {
            try
            {
                using var answer = JsonDocument.Parse(await _http.GetStringAsync(new Uri($"http://127.0.0.1:{door}/cluster"), ct));
                var who = answer.RootElement.GetProperty("members").EnumerateArray()
                    .FirstOrDefault(member => member.GetProperty("role").ValueEquals(role) && (member.GetProperty("state").ValueEquals("running") || member.GetProperty("state").ValueEquals("streaming")));
                return who.ValueKind is JsonValueKind.Object ? who.GetProperty("name").GetString() : null;
            }
            catch (Exception away) when (away is HttpRequestException || (away is TaskCanceledException && !ct.IsCancellationRequested))
            {
                // Its Patroni was killed, or is not there yet: ask the other.
            }
        }

        return null;
    }

    private string Settings(int which, int etcd, string binaries) => string.Create(CultureInfo.InvariantCulture, $$"""
        scope: zio
        name: {{Servers[which]}}
        restapi: { listen: "127.0.0.1:{{_doors[which]}}", connect_address: "127.0.0.1:{{_doors[which]}}" }
        etcd3: { host: "127.0.0.1:{{etcd}}" }
        {{Bootstrap()}}
        postgresql:
          listen: "127.0.0.1:{{_ports[which]}}"
          connect_address: "127.0.0.1:{{_ports[which]}}"
          data_dir: {{_folder}}/{{Servers[which]}}
          bin_dir: {{binaries}}
          pgpass: {{_folder}}/{{Servers[which]}}.pgpass
          authentication:
            superuser: { username: postgres, password: loopback }
            replication: { username: replicator, password: loopback }
          pg_hba: [local all all trust, host all all 127.0.0.1/32 trust, host replication all 127.0.0.1/32 trust]
          parameters: { unix_socket_directories: {{_folder}} }
        """);

    private static string Bootstrap()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "deploy", "patroni.yml")).SkipWhile(line => line != "bootstrap:");
        return string.Join('\n', lines.Take(1).Concat(lines.Skip(1).TakeWhile(line => line.StartsWith(' '))));
    }

    private async Task ShellAsync(string script)
    {
        var line = AsUnprivileged("sh", "-c", $"cd {_folder}\n{EndServer}\n{script}");
        using var running = Process.Start(new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = "/tmp" }) ?? throw new InvalidOperationException("The shell did not start.");
        await running.WaitForExitAsync();
    }
}
