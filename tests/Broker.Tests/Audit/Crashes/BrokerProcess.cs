using System.Collections.Concurrent;
using System.Diagnostics;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>The real program as an operator starts it, in a process that can be killed: <c>zio serve</c> with its sandbox on a free loopback port.</summary>
internal sealed class BrokerProcess : IAsyncDisposable
{
    // A write past a file size limit fails instead of ending the program: that is how tests fill the disk. The shell kills the broker when its own input ends: when this program says so, and when this program is gone, however it ended.
    private const string Script = """
        trap '' XFSZ
        dotnet "$1" serve --urls "$2" </dev/null &
        broker=$!
        echo "$broker" >"$3"
        cat >/dev/null
        kill -9 "$broker"
        wait "$broker"
        """;

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly Process _process;

    private readonly string _pid;

    private BrokerProcess(Process process, Uri address, string pid) => (_process, Address, _pid) = (process, address, pid);

    public Uri Address { get; }

    public bool HasExited => _process.HasExited;

    /// <exception cref="InvalidOperationException">It did not come up; the message holds what it said.</exception>
    /// <param name="settings">More configuration keys, as in the environment: <c>Section__Key</c>.</param>
    public static async Task<BrokerProcess> StartAsync(string data, DatabaseProvider provider, string connectionString, CancellationToken ct, params (string Key, string Value)[] settings)
    {
        // Another program may take the port between finding and using it: then try again.
        for (var attempt = 1; ; attempt++)
        {
            var broker = Start(data, provider, connectionString, settings);
            if (await broker.AnswersAsync(ct))
            {
                return broker;
            }

            await broker.DisposeAsync();
            if (attempt == 3)
            {
                throw new InvalidOperationException($"The broker did not start:\n{string.Join('\n', broker._said)}");
            }
        }
    }

    /// <summary>SIGKILL: nothing in the process gets a chance.</summary>
    public async Task KillAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>No file of the broker may grow past this many bytes from now on, as on a full disk; null lifts it.</summary>
    public async Task LimitFilesAsync(long? bytes)
    {
        var limit = bytes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited";
        using var change = Process.Start("prlimit", ["--pid", (await File.ReadAllTextAsync(_pid)).Trim(), $"--fsize={limit}:unlimited"]);
        await change.WaitForExitAsync();
        if (change.ExitCode != 0)
        {
            throw new InvalidOperationException($"prlimit ended with {change.ExitCode}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static BrokerProcess Start(string data, DatabaseProvider provider, string connectionString, (string Key, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var start = new ProcessStartInfo("sh", ["-c", Script, "zio-crash", typeof(BrokerDatabase).Assembly.Location, address, Path.Combine(data, "pid")])
        {
            WorkingDirectory = data,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Data__Path"] = data;
        start.Environment["Sources__DeadlineMilliseconds"] = "15000";   // of a machine that does other things too; a partner waits for thirty seconds
        start.Environment["Database__Provider"] = provider.ToString();
        start.Environment["Database__ConnectionString"] = connectionString;
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var process = new Process { StartInfo = start };
        var broker = new BrokerProcess(process, new Uri(address), Path.Combine(data, "pid"));
        process.OutputDataReceived += (_, line) => broker._said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => broker._said.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return broker;
    }

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        for (var since = Stopwatch.StartNew(); since.Elapsed < StartsWithin && !_process.HasExited;)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), ct);
                if (answer.IsSuccessStatusCode)
                {
                    return true;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !ct.IsCancellationRequested))
            {
                // Not there yet.
            }

            await Task.Delay(50, ct);
        }

        return false;
    }
}
