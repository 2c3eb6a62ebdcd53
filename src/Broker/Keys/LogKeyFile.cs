using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Keys;

/// <summary>The key that signs checkpoints: <c>keys/log.key</c> in the data folder, wrapped by the master key; its public half in <c>log.vkey</c>.</summary>
/// <remarks>Nodes of one broker share the file (a secret mount in Production). The key is made once, with the log; only a rotation replaces it.</remarks>
internal static class LogKeyFile
{
    public static FileLogSigner ReadOrMake(BrokerSettings settings, MasterKey master)
    {
        var signer = FileLogSigner.ReadOrMake(Path.Combine(settings.DataPath, "keys"), settings.LogOrigin, master);
        if (signer.Key.Name != settings.LogOrigin)
        {
            throw new ConfigurationFaultException([$"Log:Origin is {settings.LogOrigin}, but this log was made as {signer.Key.Name}. A log keeps its name for ever: set Log:Origin back."]);
        }

        File.WriteAllText(Path.Combine(settings.DataPath, "log.vkey"), signer.Key + "\n");
        return signer;
    }
}
