using System.Diagnostics;
using System.Globalization;
using ZioExchange.Testing;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>Two PostgreSQL servers on loopback, the second a synchronous standby of the first, in a folder under /tmp that goes with them.</summary>
internal sealed class PostgresPair : IAsyncDisposable
{
    private readonly string _binaries = ThrowawayCluster.FindBinaries() ?? throw new InvalidOperationException("No PostgreSQL is installed.");
    private readonly string _folder = $"/tmp/zio-pair-{Guid.NewGuid():N}"[..24];
    private readonly int[] _ports = [FreePort.Next(), FreePort.Next()];

    private PostgresPair()
    {
    }

    /// <summary>Of whichever of the two is the primary.</summary>
    public string ConnectionString => $"Host=127.0.0.1:{_ports[0]},127.0.0.1:{_ports[1]};Target Session Attributes=primary;Username=postgres;Database=postgres;Maximum Pool Size=30;Host Recheck Seconds=1";

    public static async Task<PostgresPair> StartAsync()
    {
        var pair = new PostgresPair();
        await pair.ShellAsync($"""
            mkdir -p {pair._folder} && cd {pair._folder}
            {pair._binaries}/initdb -D a -A trust -U postgres -E UTF8 --locale=C >initdb.log
            {pair._binaries}/pg_ctl -D a -w -l a.log -o "{pair.Options(0)}" start >/dev/null
            {pair._binaries}/pg_basebackup -D b -R -X stream -c fast -d "host=127.0.0.1 port={pair._ports[0]} user=postgres application_name=b"
            {pair._binaries}/pg_ctl -D b -w -l b.log -o "{pair.Options(1)}" start >/dev/null
            {pair._binaries}/psql -q -h 127.0.0.1 -p {pair._ports[0]} -U postgres -c "ALTER SYSTEM SET synchronous_standby_names = '*'" -c "SELECT pg_reload_conf()" >/dev/null
            """);
        return pair;
    }

    /// <summary>kill -9 of the primary and all its sessions; its disk is never used again.</summary>
    public Task KillPrimaryAsync() => ShellAsync($"kill -9 $(head -1 {_folder}/a/postmaster.pid)");

    /// <summary>What Patroni does once it holds the leader's key. A new primary waits for no standby: there is none yet.</summary>
    public Task PromoteAsync() => ShellAsync($"""
        cd {_folder}
        {_binaries}/pg_ctl -D b -w promote >/dev/null
        {_binaries}/psql -q -h 127.0.0.1 -p {_ports[1]} -U postgres -c "ALTER SYSTEM SET synchronous_standby_names = ''" -c "SELECT pg_reload_conf()" >/dev/null
        """);

    public async ValueTask DisposeAsync() => await ShellAsync($"""
        cd {_folder}
        {_binaries}/pg_ctl -D b -m immediate stop >/dev/null 2>&1 || true
        {_binaries}/pg_ctl -D a -m immediate stop >/dev/null 2>&1 || true
        rm -rf {_folder}
        """);

    private string Options(int which) => string.Create(CultureInfo.InvariantCulture, $"-p {_ports[which]} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=120");

    private async Task ShellAsync(string script)
    {
        string[] shell = ["sh", "-ec", script];
        string[] line = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. shell] : shell;
        using var running = Process.Start(new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = "/tmp" }) ?? throw new InvalidOperationException("The shell did not start.");
        await running.WaitForExitAsync();
        if (running.ExitCode != 0)
        {
            throw new InvalidOperationException($"The servers could not be changed: exit {running.ExitCode}. Look in {_folder}.");
        }
    }
}
