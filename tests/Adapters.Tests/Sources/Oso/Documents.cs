namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>Finds documents: our own beside the tests, the official ones in the shared folder, which is read in place.</summary>
internal static class Documents
{
    /// <summary>The root of the repository: the folder that holds <c>schemas/mappings</c>.</summary>
    public static string Root { get; } = Up(Path.Combine("schemas", "mappings", "README.md"))
        ?? throw new InvalidOperationException("No folder above the tests holds schemas/mappings.");

    public static string Own(string source, string file) =>
        File.ReadAllText(Path.Combine(Root, "tests", "Adapters.Tests", "Sources", source, "Documents", file));

    /// <summary>A file of the official OSO 2019.1 material; null when it is not on this machine, which fails where it must be.</summary>
    public static string? Official(params string[] parts)
    {
        var mark = Path.Combine("shared", "law", "RULES.md");
        if (Up(mark) is { } above)
        {
            return File.ReadAllText(Path.Combine([above, "shared", "standards", "data", "oso-2019.1", .. parts]));
        }

        return Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new InvalidOperationException($"No folder above the tests holds {mark}.")
            : null;
    }

    private static string? Up(string mark)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, mark)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }
}
