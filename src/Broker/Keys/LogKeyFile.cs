using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Keys;

/// <summary>The key that signs checkpoints: <c>keys/log.key</c> in the data folder, wrapped by the master key; its public half in <c>log.vkey</c>.</summary>
/// <remarks>
/// Nodes of one broker share the file (a secret mount in Production). The key is made once, with the log; only a rotation replaces it. Where the
/// log has a key and the file is gone, nothing is made: a second key would sign a second log.
/// </remarks>
internal static class LogKeyFile
{
    private const string Lost =
        "keys/log.key is not in the data folder, but this log has a key already. Put the file back from its backup (docs/runbooks/restore.md); never make a new one for an old log.";

    public static string PathIn(BrokerSettings settings) => Path.Combine(settings.DataPath, "keys", "log.key");

    /// <exception cref="ConfigurationFaultException">The key was lost, or is of a log with another name.</exception>
    public static FileLogSigner ReadOrMake(BrokerSettings settings, MasterKey master)
    {
        var verifierKey = Path.Combine(settings.DataPath, "log.vkey");
        if (!File.Exists(PathIn(settings)) && File.Exists(verifierKey))
        {
            throw new ConfigurationFaultException([Lost]);
        }

        var signer = FileLogSigner.ReadOrMake(Path.Combine(settings.DataPath, "keys"), settings.LogOrigin, master);
        if (signer.Key.Name != settings.LogOrigin)
        {
            throw new ConfigurationFaultException([$"Log:Origin is {settings.LogOrigin}, but this log was made as {signer.Key.Name}. A log keeps its name for ever: set Log:Origin back."]);
        }

        File.WriteAllText(verifierKey, signer.Key + "\n");
        return signer;
    }

    /// <summary>Holds the file against the key that the log names, before anything is signed.</summary>
    /// <param name="settings">Where the file stands.</param>
    /// <param name="named">The key that the head of the log names; null for a log without entries.</param>
    /// <param name="signer">Read or made once the file is known to be there, or the log to be new.</param>
    /// <exception cref="ConfigurationFaultException">The key was lost, or is another than the log's.</exception>
    public static void Check(BrokerSettings settings, string? named, Func<FileLogSigner> signer)
    {
        if (named is not null && !File.Exists(PathIn(settings)))
        {
            throw new ConfigurationFaultException([Lost]);
        }

        var read = signer();
        if (named is not null && read.Key.ToString() != named && !read.TryRenew(named))
        {
            throw new ConfigurationFaultException([$"keys/log.key is another key than the one that signs this log, {named}. Put back the file of this log; see docs/runbooks/restore.md."]);
        }
    }
}
