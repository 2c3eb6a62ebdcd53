using System.Diagnostics;

namespace ZioExchange.Testing;

/// <summary>The certified provider of tests/Browser.Tests/oidc in a process of its own. Absent: a failure on CI, a skip with its reason elsewhere.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    private static readonly string Folder = FindFolder();
    private readonly Process _process;

    private IdentityProvider(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <returns>Null when Node.js or the package cannot be had here.</returns>
    public static async Task<IdentityProvider?> StartAsync(CancellationToken ct, params string[] redirects)
    {
        try
        {
            if (!System.IO.Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")))
            {
                using var restore = Start("npm", ["ci"]);
                _ = restore.StandardOutput.ReadToEndAsync(ct);
                await restore.WaitForExitAsync(ct);
            }

            var process = Start("node", ["server.mjs", .. redirects]);
            return await process.StandardOutput.ReadLineAsync(ct) is { } address ? new IdentityProvider(process, address) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;   // no such program
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "Browser.Tests", "oidc");
            if (File.Exists(Path.Combine(candidate, "server.mjs")))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException("The folder tests/Browser.Tests/oidc is not there.");
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardInput = true })!;
}
