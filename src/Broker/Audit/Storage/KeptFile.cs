namespace ZioExchange.Broker.Audit.Storage;

/// <summary>A small file in the data folder that several programs share: replaced as a whole and flushed, each in its turn, so that a reader never sees half of it.</summary>
internal sealed class KeptFile(string path)
{
    private const int Attempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>What it holds; null when there is none.</summary>
    public string? Read() => File.Exists(path) ? File.ReadAllText(path) : null;

    /// <summary>Keeps other programs out until it is disposed: the lock ends with the program, also when that is killed.</summary>
    /// <exception cref="IOException">Another program has the turn for a second on end, or the disk fails.</exception>
    public async Task<FileStream> TurnAsync(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, ct);
            }
        }
    }

    /// <summary>Only in turn: then whatever was half written is of a program that stopped.</summary>
    public async Task ReplaceAsync(string text, CancellationToken ct)
    {
        foreach (var stale in System.IO.Directory.GetFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{Path.GetFileName(path)}.*.new"))
        {
            File.Delete(stale);
        }

        var half = $"{path}.{Guid.NewGuid():N}.new";
        await using (var stream = new FileStream(half, FileMode.CreateNew, FileAccess.Write))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), ct);
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }

    /// <summary>Only in turn: what stands there, if anything, stays beside it as <c>.before</c>.</summary>
    public void SetAside()
    {
        if (File.Exists(path))
        {
            File.Move(path, path + ".before", overwrite: true);
        }
    }
}
