using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary><c>keys rotate --log</c>: a new key signs the log from here on, vouched for by the old one.</summary>
internal static class RotateLogKeyVerb
{
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, TextWriter messages, CancellationToken ct)
    {
        var (signer, rotation) = (services.GetRequiredService<FileLogSigner>(), ActivatorUtilities.CreateInstance<LogKeyRotation>(services));
        var old = signer.Key;
        if (!await rotation.RotateAsync(signer.Prepare(), AuditActor.Operator, TraceId.Current, ct))
        {
            await messages.WriteLineAsync("The log was handed over to another key meanwhile. Nothing was changed; look at keys/log.key.");
            return ExitCodes.Finding;
        }

        await output.WriteLineAsync(signer.Key.ToString());
        await messages.WriteLineAsync($"The log is signed by this key from now on. It was {old}. Hand the new key to everyone who keeps the old one (log.vkey), your witnesses first.");
        return ExitCodes.Good;
    }
}
