namespace ZioExchange.Broker.Tests.Cli.Mappings;

/// <summary>A copy of the folder <c>schemas</c> that a test may change; gone when it is disposed of.</summary>
internal sealed class SchemasCopy : IDisposable
{
    public SchemasCopy()
    {
        foreach (var file in System.IO.Directory.GetFiles(MapRun.Schemas, "*", SearchOption.AllDirectories))
        {
            var copy = In(Path.GetRelativePath(MapRun.Schemas, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("zio-schemas-").FullName;

    public string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    public void Dispose() => System.IO.Directory.Delete(Folder, recursive: true);
}
