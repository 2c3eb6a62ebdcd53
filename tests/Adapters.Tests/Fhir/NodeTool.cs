using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>Runs a script of a folder with package.json and lock file; restores its packages once, whoever comes first.</summary>
/// <remarks>Without node and npm the test fails on CI and is skipped elsewhere: its proof needs another implementation.</remarks>
internal static class NodeTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string Run(string folder, string[] arguments, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        Restore(folder);
        return Start("node", arguments, folder, lines);
    }

    /// <summary>Restores what the lock file names, unless that was done.</summary>
    public static void Restore(string folder)
    {
        var modules = Path.Combine(folder, "node_modules");
        var stamp = Path.Combine(modules, ".restored");
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

    private static string Start(string program, string[] arguments, string folder, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = StartOrSkip(start);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
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

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors.GetAwaiter().GetResult()}");
        return output.GetAwaiter().GetResult();
    }

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"{start.FileName} is not installed here; on CI it must be.");
            throw;
        }
    }
}
