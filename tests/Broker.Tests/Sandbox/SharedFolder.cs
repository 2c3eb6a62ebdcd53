using Xunit;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>The folder with the official definitions, read in place. Absent: the test skips, on CI it fails.</summary>
internal static class SharedFolder
{
    public static string Path(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = System.IO.Path.Combine(folder.FullName, "shared");
            if (File.Exists(System.IO.Path.Combine(shared, "law", "RULES.md")))
            {
                return System.IO.Path.Combine([shared, .. parts]);
            }
        }

        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "The shared folder with the official definitions is not here.");
        throw new DirectoryNotFoundException("The shared folder with the official definitions is not here; CI needs it.");
    }

    /// <summary>A file of the repository, by its path from the root.</summary>
    public static string Repository(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "ZioExchange.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine([folder!.FullName, .. parts]);
    }
}
