using System.Security.Cryptography;

namespace ZioExchange.Broker.Keys;

/// <summary>Reads the master key from a file of base64; in Development it is made at first run, readable by its owner alone.</summary>
public static class MasterKeyFile
{
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
}
