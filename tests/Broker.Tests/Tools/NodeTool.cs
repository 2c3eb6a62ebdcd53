using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace ZioExchange.Broker.Tests.Tools;

/// <summary>Runs a program of a folder with package.json and lock file beside these tests; restores its packages once.</summary>
/// <remarks>Without node and npm the test fails on CI and is skipped elsewhere: its proof needs programs that nobody here wrote.</remarks>
internal static class NodeTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The folder beside the sources of these tests.</summary>
    public static string Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "Broker.Tests", name);
            if (File.Exists(Path.Combine(candidate, "package.json")))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException($"The folder tests/Broker.Tests/{name} is not there.");
    }

    /// <returns>Exit code, standard output and standard error.</returns>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, CancellationToken ct, params string[] arguments)
    {
        await RestoreAsync(folder, ct);
        return await StartAsync("node", arguments, folder, ct);
    }

    private static async Task RestoreAsync(string folder, CancellationToken ct)
    {
        var stamp = Path.Combine(folder, "node_modules", ".restored");
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), ct)));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, ct) == wanted)
        {
            return;
        }

        var (code, _, errors) = await StartAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, ct);
        Assert.True(code == 0, errors);
        await File.WriteAllTextAsync(stamp, wanted, Encoding.UTF8, ct);
    }

    private static async Task<(int Code, string Output, string Errors)> StartAsync(string program, IReadOnlyList<string> arguments, string folder, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"{program} is not installed here; on CI it must be.");
        }

        using (process)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
            deadline.CancelAfter(Patience);
            var output = process!.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, await output, await errors);
        }
    }
}
