using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ZioExchange.Testing;

/// <summary>Runs a program of a folder with package.json and lock file; restores its packages once, whoever comes first.</summary>
/// <remarks>Without node and npm the test fails on CI and is skipped elsewhere: its proof needs programs that nobody here wrote.</remarks>
public static class NodeTool
{
    private const string SkipToken = "$XunitDynamicSkip$";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <param name="folder">Of package.json.</param>
    /// <param name="arguments">The script and what it is given.</param>
    /// <param name="lines">For its standard input, a line each.</param>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It did not end with 0; the message holds all that it said.</exception>
    public static string Run(string folder, IReadOnlyList<string> arguments, params IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        Restore(folder);
        return Start("node", arguments, folder, lines);
    }

    /// <summary>Runs a script that needs no packages.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It did not end with 0; the message holds all that it said.</exception>
    public static string Script(string folder, params IReadOnlyList<string> arguments) => Start("node", arguments, folder, []);

    /// <summary>Restores what the lock file names, unless that was done.</summary>
    public static void Restore(string folder)
    {
        var stamp = Path.Combine(folder, "node_modules", ".restored");
        var wanted = File.ReadAllText(Path.Combine(folder, "package-lock.json"));
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        using var alone = Lock(Path.Combine(Path.GetTempPath(), $"zio-npm-{name}.lock"));
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
        {
            return;
        }

        Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, []);
        File.WriteAllText(stamp, wanted);
    }

    // Test processes run side by side; the one that comes second waits for the first.
    private static FileStream Lock(string path)
    {
        var until = Stopwatch.GetTimestamp() + (long)(Patience.TotalSeconds * Stopwatch.Frequency);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetTimestamp() < until)
            {
                Thread.Sleep(200);
            }
        }
    }

    private static string Start(string program, IReadOnlyList<string> arguments, string folder, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = StartOrSkip(start);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        using (var input = process.StandardInput.BaseStream)
        {
            foreach (var line in lines)
            {
                input.Write(line.Span);
                input.WriteByte((byte)'\n');
            }
        }

        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output.GetAwaiter().GetResult()}{errors.GetAwaiter().GetResult()}");
    }

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            var reason = $"{start.FileName} is not installed here; on CI it must be.";
            throw new InvalidOperationException(Environment.GetEnvironmentVariable("CI") == "true" ? reason : SkipToken + reason, absent);
        }
    }
}
