using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>A program of its own, as an operator starts it: how long until it answers, and what memory it holds. Killed when disposed.</summary>
internal sealed class StartedProgram : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private StartedProgram(Process process, double milliseconds) => (_process, Milliseconds) = (process, milliseconds);

    /// <summary>From its start to its first good answer.</summary>
    public double Milliseconds { get; }

    /// <summary>The memory that is in use, MiB.</summary>
    public double Resident
    {
        get
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status")).First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<StartedProgram> StartAsync(string program, string[] arguments, IReadOnlyDictionary<string, string> environment, Uri answers)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var http = new HttpClient();
        var said = new ConcurrentQueue<string?>();
        var watch = Stopwatch.StartNew();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        for (; watch.Elapsed < LongestStart && !process.HasExited; await Task.Delay(2))
        {
            try
            {
                using var answer = await http.GetAsync(answers);
                if (answer.IsSuccessStatusCode)
                {
                    return new StartedProgram(process, watch.Elapsed.TotalMilliseconds);
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }
        }

        process.Kill();
        throw new FoundException($"{program} did not answer: {string.Join(' ', said)}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
