namespace ZioExchange.Testing;

/// <summary>The folder of public test vectors and texts of law that stands beside the repository and is read in place.</summary>
public static class SharedFolder
{
    private const string SkipToken = "$XunitDynamicSkip$";
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>A path below the folder. Skips the test where the folder is absent, except on CI, where that is a failure.</summary>
    public static string Locate(params string[] parts)
    {
        if (Found.Value is not { } root)
        {
            const string Reason = "The shared folder with test vectors does not stand beside the repository.";
            throw new InvalidOperationException(Environment.GetEnvironmentVariable("CI") == "true" ? Reason : SkipToken + Reason);
        }

        return Path.Combine([root, .. parts]);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(candidate, "law", "RULES.md")))
            {
                return candidate;
            }
        }

        return null;
    }
}
