using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Browser.Tests;

/// <summary>The real program in a process of its own: a free loopback port, a data folder that is thrown away, the Development environment.</summary>
public class RunningBroker : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-browser-").FullName;
    private Process? _process;

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Keys and files of the sandbox, to play a partner with.</summary>
    public string DataPath => _data;

    /// <summary>More on the command line, such as a pinned moment.</summary>
    protected virtual IReadOnlyList<string> MoreArguments => [];

    /// <summary>Everything the program has printed so far.</summary>
    public IEnumerable<string> Output => _output;

    public async ValueTask InitializeAsync()
    {
        // Another program may take the port between finding and using it: then try again.
        for (var attempt = 1; ; attempt++)
        {
            Address = $"http://127.0.0.1:{FreePort.Next()}";
            await PrepareAsync();
            Start();
            if (await AnswersAsync())
            {
                return;
            }

            await StopAsync();
            System.IO.Directory.Delete(_data, recursive: true);   // a start that was cut short may have filled half a register
            System.IO.Directory.CreateDirectory(_data);
            if (attempt is 3)
            {
                Assert.Fail($"The broker did not start:\n{string.Join('\n', _output)}");
            }
        }
    }

    /// <summary>What must run before the broker does, once its address is known.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected virtual Task StopMoreAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await StopMoreAsync();
        GC.SuppressFinalize(this);
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private void Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = _data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            ArgumentList = { BuiltPlaces.BrokerProgram, "serve", "--urls", Address },
        };
        foreach (var argument in BusyMachine.Settings.Concat(MoreArguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Data__Path"] = _data;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? string.Empty);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task<bool> AnswersAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var since = Stopwatch.StartNew();
        while (since.Elapsed < StartsWithin && _process is { HasExited: false })
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"{Address}/hulp"), TestContext.Current.CancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }

        return false;
    }

    private async Task StopAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process?.Dispose();
        _process = null;
    }
}
