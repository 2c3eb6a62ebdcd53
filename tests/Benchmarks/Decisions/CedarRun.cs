using System.Diagnostics;
using System.Text.Json;

namespace ZioExchange.Benchmarks.Decisions;

/// <summary>What Cedar's wasm build took for the same question; nanoseconds.</summary>
internal sealed record CedarRun(string Version, double Median, double P99)
{
    /// <summary>Null when the package is not restored.</summary>
    /// <exception cref="InvalidOperationException">Node ran and gave no figures.</exception>
    public static CedarRun? Measure(string? folder)
    {
        if (folder is null || !Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            return null;
        }

        using var node = Process.Start(new ProcessStartInfo("node", ["measure.mjs"]) { WorkingDirectory = folder, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("Node could not be started.");
        var line = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 && JsonSerializer.Deserialize<CedarRun>(line, JsonSerializerOptions.Web) is { } run
            ? run
            : throw new InvalidOperationException($"Node ended with {node.ExitCode} and gave no figures.");
    }
}
