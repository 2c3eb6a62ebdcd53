using Xunit;

namespace ZioExchange.Consent.Tests.Support;

/// <summary>Finds the repository and the shared rules by walking up from the test assembly.</summary>
internal static class Folders
{
    public static string Repository { get; } = Above("ZioExchange.sln") ?? throw new DirectoryNotFoundException("No ZioExchange.sln above the tests.");

    /// <summary>The folder that holds law/RULES.md. Elsewhere than on CI it may be absent; then the test says so and is skipped.</summary>
    public static string Shared()
    {
        var above = Above(Path.Combine("shared", "law", "RULES.md"));
        if (above is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("The shared rules are not beside this checkout.");
        }

        Assert.True(above is not null, "The shared rules must be beside the checkout on CI.");
        return Path.Combine(above!, "shared");
    }

    public static string Source(params string[] path) => Path.Combine([Repository, "tests", "Consent.Tests", .. path]);

    private static string? Above(string marker)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, marker)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
