using System.Diagnostics;

namespace ZioExchange.Testing;

/// <summary>The certified provider of tests/Browser.Tests/oidc in a process of its own. Absent: a failure on CI, a skip with its reason elsewhere.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly string Folder = FindFolder();
    private readonly Process _process;

    private IdentityProvider(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    /// <returns>Null when Node.js cannot be had here.</returns>
    /// <exception cref="InvalidOperationException">It did not say its address, three times over.</exception>
    public static async Task<IdentityProvider?> StartAsync(CancellationToken ct, params string[] redirects)
    {
        try
        {
            NodeTool.Restore(Folder);
        }
        catch (InvalidOperationException fault) when (fault.InnerException is System.ComponentModel.Win32Exception)
        {
            return null;   // no such program
        }

        // Node.js was once seen to stand still between listening and saying so; another start was all it took.
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var process = Process.Start(new ProcessStartInfo("node", ["server.mjs", .. redirects])
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            })!;
            if (await AddressAsync(process, ct) is { } address)
            {
                return new IdentityProvider(process, address);
            }

            await EndAsync(process);
        }

        throw new InvalidOperationException("The identity provider (tests/Browser.Tests/oidc) did not say its address.");
    }

    public ValueTask DisposeAsync() => EndAsync(_process);

    private static async Task<string?> AddressAsync(Process process, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(StartsWithin);
        try
        {
            return await process.StandardOutput.ReadLineAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async ValueTask EndAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
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
}
