using System.Security.Cryptography;
using System.Text;
using ZioExchange.Broker.Audit.Notes;

namespace ZioExchange.Broker.Keys;

/// <summary>Signs checkpoints with the key in <c>keys/log.key</c>, wrapped by the master key; takes up a newer one when the log was handed over to it.</summary>
/// <remarks>
/// A rotation writes the new key to <c>log.next.key</c> first and hands the log over in the database after: whichever moment the program stops at,
/// the key that the database names is on the disk.
/// </remarks>
internal sealed class FileLogSigner : ILogSigner
{
    private const string Label = "log-signing-key";
    private readonly string _folder;
    private readonly MasterKey _master;
    private volatile LogSigningKey _key;

    private FileLogSigner(string folder, MasterKey master, LogSigningKey key) => (_folder, _master, _key) = (folder, master, key);

    public VerifierKey Key => _key.Key;

    private string Current => Path.Combine(_folder, "log.key");

    private string Next => Path.Combine(_folder, "log.next.key");

    /// <summary>Reads the key, or makes one with the log.</summary>
    public static FileLogSigner ReadOrMake(string folder, string origin, MasterKey master)
    {
        System.IO.Directory.CreateDirectory(folder);
        var signer = new FileLogSigner(folder, master, null!);
        if (!File.Exists(signer.Current))
        {
            signer.Write(signer.Current, LogSigningKey.Generate(origin));
        }

        signer._key = signer.Read(signer.Current);
        return signer;
    }

    /// <summary>The public half of the key in a file; null when that is not a signing key, or another master key sealed it.</summary>
    public static VerifierKey? KeyIn(string file, MasterKey master)
    {
        try
        {
            return new FileLogSigner("", master, null!).Read(file).Key;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public byte[] Sign(ReadOnlySpan<byte> message) => _key.Sign(message);

    /// <summary>Makes the key that is to sign next and keeps it on the disk; it signs nothing yet.</summary>
    public LogSigningKey Prepare()
    {
        var next = LogSigningKey.Generate(Key.Name);
        Write(Next, next);
        return next;
    }

    public bool TryRenew(string verifierKey)
    {
        foreach (var file in new[] { Current, Next }.Where(File.Exists))
        {
            var key = Read(file);
            if (key.Key.ToString() == verifierKey)
            {
                if (file == Next)
                {
                    File.Move(Next, Current, overwrite: true);
                }

                _key = key;
                File.WriteAllText(Path.Combine(_folder, "..", "log.vkey"), verifierKey + "\n");
                return true;
            }
        }

        return false;
    }

    private LogSigningKey Read(string file) => LogSigningKey.Parse(Encoding.UTF8.GetString(_master.Unwrap(File.ReadAllBytes(file), Label)));

    private void Write(string file, LogSigningKey key)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write);
        stream.Write(_master.Wrap(Encoding.UTF8.GetBytes(key.Reveal()), Label));
        stream.Flush(flushToDisk: true);
    }
}
