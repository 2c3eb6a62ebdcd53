using System.Diagnostics;
using System.Globalization;

namespace ZioExchange.Testing;

/// <summary>HAProxy from deploy/haproxy.cfg on loopback, before the given nodes: only its addresses, and what needs root, are of the test.</summary>
/// <remarks>A shell holds it and waits on its standard input, as with <see cref="ThrowawayCluster"/>: it is gone when this process ends, however that ends.</remarks>
public sealed class LoadBalancer : IAsyncDisposable
{
    /// <summary>The header that names the node which answered; the file as it stands does not tell callers.</summary>
    public const string NodeHeader = "X-Node";

    private const string Program = "/usr/sbin/haproxy";

    private const string Script = """
        umask 077
        printf '%s\n' "$2" >"$3"
        "$1" -db -q -f "$3" &
        balancer=$!
        cat >/dev/null
        { kill "$balancer"; wait "$balancer"; } 2>/dev/null
        rm -f "$3"
        """;

    private readonly Process _holder;

    private LoadBalancer(Process holder) => _holder = holder;

    /// <param name="port">Where callers come in.</param>
    /// <param name="nodes">The port for callers and the management port of each node.</param>
    public static LoadBalancer Start(int port, IReadOnlyList<(int Port, int Management)> nodes)
    {
        if (!File.Exists(Program))
        {
            throw PostgresServer.Absent("There is no /usr/sbin/haproxy.");
        }

        string[] needsRoot = ["log /dev/log", "user ", "group ", "server "];
        var lines = File.ReadAllLines(RepositoryFolder.Locate("deploy", "haproxy.cfg"))
            .Where(line => !needsRoot.Any(line.TrimStart().StartsWith))
            .Select(line => line.TrimStart().StartsWith("bind ", StringComparison.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"    bind 127.0.0.1:{port}") : line)
            .Concat(nodes.Select((node, number) => string.Create(CultureInfo.InvariantCulture, $"    server node{number + 1} 127.0.0.1:{node.Port} port {node.Management}")))
            .Append($"    http-response set-header {NodeHeader} %s");
        var file = Path.Combine(Path.GetTempPath(), $"zio-balancer-{Guid.NewGuid():N}.cfg");
        var start = new ProcessStartInfo("sh", ["-c", Script, "zio-test-balancer", Program, string.Join('\n', lines), file]) { RedirectStandardInput = true };
        return new LoadBalancer(Process.Start(start) ?? throw new InvalidOperationException("The shell that holds HAProxy did not start."));
    }

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync();
        _holder.Dispose();
    }
}
