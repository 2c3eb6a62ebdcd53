namespace ZioExchange.Architecture.Tests;

/// <summary>The repository's own C# files, found by walking up from the test.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with forward slashes, of every C# file under a folder; nothing that a build made.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The pages for readers: README, CHANGELOG and everything under docs.</summary>
    public static IReadOnlyList<string> Pages =>
    [
        .. System.IO.Directory.EnumerateFiles(Root, "*.md").Concat(System.IO.Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ZioExchange.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
