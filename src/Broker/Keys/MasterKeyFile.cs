using System.Security.Cryptography;

namespace ZioExchange.Broker.Keys;

/// <summary>Reads the master key from a file of base64; in Development it is made at first run, readable by its owner alone.</summary>
public static class MasterKeyFile
{
    /// <summary>What to do when <see cref="IsOpenToAll"/>.</summary>
    public const string OpenToAll =
        "Every user of this machine may read the file that Keys:MasterKeyFile names, and with it all that this broker keeps sealed. Give it to the user that the program runs as, for that user alone (chown, chmod 400), or hand it over as a credential of systemd or a secret below /run/secrets.";

    // What a container engine or systemd lays down there is for this program alone, whatever its mode says: secrets of containers are 0444.
    private static readonly string[] OfThisProgram = ["/run/secrets", "/var/run/secrets"];

    /// <summary>The file that the settings name, or the one that is made in Development.</summary>
    public static string PathIn(IConfiguration configuration, string dataPath) => configuration["Keys:MasterKeyFile"] ?? MadeIn(dataPath);

    /// <summary>Whether any user of the machine may read or write it: by its own mode, and that of every folder above it.</summary>
    /// <param name="credentials">Folder of the credentials that systemd gives, from <c>CREDENTIALS_DIRECTORY</c>.</param>
    public static bool IsOpenToAll(string path, string? credentials)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return false;
        }

        var named = Path.GetFullPath(path);
        var file = File.ResolveLinkTarget(named, returnFinalTarget: true)?.FullName ?? named;
        if (OfThisProgram.Append(credentials).OfType<string>().Any(folder => IsBelow(named, folder) || IsBelow(file, folder)))
        {
            return false;
        }

        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if ((File.GetUnixFileMode(folder) & UnixFileMode.OtherExecute) == 0)
            {
                return false;
            }
        }

        return (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0;
    }

    /// <summary>Where it is made in Development.</summary>
    public static string MadeIn(string dataPath) => Path.Combine(dataPath, "keys", "master.key");

    /// <exception cref="InvalidDataException">The file holds no 32 bytes in base64.</exception>
    public static MasterKey Read(string path)
    {
        var secret = new byte[MasterKey.Length + 1];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), secret, out var length) && length == MasterKey.Length
            ? new MasterKey(secret.AsSpan(0, MasterKey.Length))
            : throw new InvalidDataException("The master key file must hold 32 bytes in base64, for example from: openssl rand -base64 32");
    }

    public static MasterKey ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            var folder = Path.GetDirectoryName(path)!;
            System.IO.Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(path, options);
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Length)));
        }

        return Read(path);
    }

    private static bool IsBelow(string file, string folder) => file.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
