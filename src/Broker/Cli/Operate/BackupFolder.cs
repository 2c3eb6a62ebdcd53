using System.Security.Cryptography;
using System.Text.Json;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>One backup: a folder with the database in one file, the log's sealed signing key, its verifier key, its checkpoint, and a list with a hash of each.</summary>
/// <remarks>The master key is not in it: without that key the names, facts and entries in it cannot be read, and with it they can. Keep the two apart.</remarks>
internal sealed class BackupFolder(string path)
{
    public const string LogKey = "log.key";
    public const string VerifierKey = "log.vkey";
    public const string Checkpoint = "checkpoint";
    private const string ListName = "backup.json";

    public string this[string name] => Path.Combine(path, name);

    /// <summary>Makes it, for its owner alone; false when something stands there.</summary>
    public bool TryMake()
    {
        if (System.IO.Directory.Exists(path) && System.IO.Directory.EnumerateFileSystemEntries(path).Any())
        {
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return true;
    }

    /// <summary>Written last: a folder without it is not a backup.</summary>
    public async Task CloseAsync(DatabaseProvider provider, DateTimeOffset made, CancellationToken ct)
    {
        var files = new Dictionary<string, string>();
        foreach (var file in System.IO.Directory.GetFiles(path).Order(StringComparer.Ordinal))
        {
            files[Path.GetFileName(file)] = await HashAsync(file, ct);
        }

        await File.WriteAllBytesAsync(this[ListName], JsonSerializer.SerializeToUtf8Bytes(new BackupList(provider.ToString(), made, files), BrokerJson.CamelCase), ct);
    }

    /// <returns>What is wrong with the files; null when all are there as they were written.</returns>
    public async Task<string?> FaultAsync(DatabaseProvider provider, CancellationToken ct)
    {
        if (!File.Exists(this[ListName]))
        {
            return "There is no backup.json: this is not a backup, or one that was not finished.";
        }

        BackupList? list;
        try
        {
            list = JsonSerializer.Deserialize<BackupList>(await File.ReadAllBytesAsync(this[ListName], ct), BrokerJson.CamelCase);
        }
        catch (JsonException)
        {
            list = null;
        }

        if (list is not { Provider: not null, Files: not null })
        {
            return "backup.json cannot be read.";
        }

        if (list.Provider != provider.ToString())
        {
            return $"The backup is of {list.Provider}, and Database:Provider is {provider}.";
        }

        foreach (var needed in new[] { DatabaseCopy.FileName(provider), LogKey, VerifierKey, Checkpoint })
        {
            if (!list.Files.TryGetValue(needed, out var hash) || !File.Exists(this[needed]))
            {
                return $"{needed} is missing.";
            }

            if (await HashAsync(this[needed], ct) != hash)
            {
                return $"{needed} was changed since the backup was made.";
            }
        }

        return null;
    }

    private static async Task<string> HashAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    private sealed record BackupList(string Provider, DateTimeOffset Made, Dictionary<string, string> Files);
}
