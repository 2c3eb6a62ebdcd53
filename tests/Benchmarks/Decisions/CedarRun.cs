using System.Diagnostics;
using System.Text.Json;

namespace ZioExchange.Benchmarks.Decisions;

/// <summary>What Cedar's wasm build took for the same question; nanoseconds.</summary>
internal sealed record CedarRun(string Version, double Median, double P99)
{
    /// <summary>Restores the npm package beside the sources of this benchmark.</summary>
    /// <returns>The folder; null where the sources, npm or the registry are out of reach.</returns>
    public static string? Restore()
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var folder = Path.Combine(above.FullName, "tests", "Benchmarks", "Decisions", "cedar");
            if (File.Exists(Path.Combine(folder, "package-lock.json")))
            {
                return Ci(folder) ? folder : null;
            }
        }

        return null;
    }

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

    private static bool Ci(string folder)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = folder });
            npm!.WaitForExit();
            return npm.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
