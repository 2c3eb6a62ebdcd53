using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>The bearer secret of each sandbox source, made at the first run: nobody else on this machine reads the sources. Prints none.</summary>
public sealed class SandboxSecrets
{
    private readonly IReadOnlyDictionary<string, string> _byClient;

    private SandboxSecrets(IReadOnlyDictionary<string, string> byClient) => _byClient = byClient;

    /// <summary>Fresh secrets that live as long as the process.</summary>
    public static SandboxSecrets Generate(SandboxRegion region) =>
        new(Clients(region).ToDictionary(client => client, _ => Fresh()));

    /// <summary>Reads the secrets, or makes the file at the first run and adds what is missing. Only the owner can read the file.</summary>
    /// <exception cref="InvalidDataException">The file is there and is not such a file. Remedy: remove it; the next start makes another.</exception>
    public static SandboxSecrets LoadOrCreate(SandboxRegion region, string path)
    {
        var known = File.Exists(path) ? Read(path) : [];
        var missing = Clients(region).Where(client => !known.ContainsKey(client)).ToArray();

        if (missing.Length > 0)
        {
            foreach (var client in missing)
            {
                known[client] = Fresh();
            }

            Write(path, JsonSerializer.Serialize(known));
        }

        return new SandboxSecrets(known);
    }

    public string Of(string client) => _byClient[client];

    /// <summary>Compares in constant time; false for a client without a source.</summary>
    public bool Opens(string client, string presented) =>
        _byClient.TryGetValue(client, out var secret)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(presented));

    public override string ToString() => $"{_byClient.Count} secrets";

    private static IEnumerable<string> Clients(SandboxRegion region) =>
        region.Organisations.Where(organisation => organisation.Source is not null).Select(organisation => organisation.Client);

    private static string Fresh() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static Dictionary<string, string> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path)) is { } known && known.Values.All(secret => secret?.Length >= 43)
                ? known
                : throw new InvalidDataException("The file with sandbox secrets holds something else. Remove it and start again.");
        }
        catch (JsonException)
        {
            throw new InvalidDataException("The file with sandbox secrets cannot be read. Remove it and start again.");
        }
    }

    private static void Write(string path, string text)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var half = path + ".new";
        using (var writer = new StreamWriter(half, options))
        {
            writer.Write(text);
        }

        File.Move(half, path, overwrite: true);
    }
}
