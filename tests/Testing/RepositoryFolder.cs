namespace ZioExchange.Testing;

/// <summary>The folder of this repository, found from where the tests run.</summary>
public static class RepositoryFolder
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>A path in the repository, from its root.</summary>
    public static string Locate(params string[] parts) => Path.Combine([Found.Value, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ZioExchange.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No ZioExchange.sln above the tests.");
    }
}
