using System.Text;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Keys;

/// <summary>The key that signs checkpoints: <c>keys/log.key</c> in the data folder, wrapped by the master key; its public half in <c>log.vkey</c>.</summary>
/// <remarks>Nodes of one broker share the file (a secret mount in Production). The key is made once, with the log, and never overwritten.</remarks>
internal static class LogKeyFile
{
    public static LogSigningKey ReadOrMake(BrokerSettings settings, MasterKey master)
    {
        var path = Path.Combine(settings.DataPath, "keys", "log.key");
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
        {
            var made = LogSigningKey.Generate(settings.LogOrigin);
            File.WriteAllBytes(path, master.Wrap(Encoding.UTF8.GetBytes(made.Reveal()), "log-signing-key"));
        }

        var key = LogSigningKey.Parse(Encoding.UTF8.GetString(master.Unwrap(File.ReadAllBytes(path), "log-signing-key")));
        if (key.Key.Name != settings.LogOrigin)
        {
            throw new ConfigurationFaultException([$"Log:Origin is {settings.LogOrigin}, but this log was made as {key.Key.Name}. A log keeps its name for ever: set Log:Origin back."]);
        }

        File.WriteAllText(Path.Combine(settings.DataPath, "log.vkey"), key.Key + "\n");
        return key;
    }
}
