using System.CommandLine;
using System.Globalization;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verbs <c>keys list</c> and <c>keys rotate</c>: the keys that sign access tokens. A new key signs at once; the old one verifies until it is retired.</summary>
internal static class KeysCommand
{
    public static Command Command()
    {
        var list = new Command("list", "the keys that sign access tokens, youngest first");
        list.SetAction(async (_, ct) =>
        {
            await using var app = await ReadyBroker.OpenAsync([], ct);
            await app.Services.GetRequiredService<IssuerKeyStore>().LoadAsync(ct);
            foreach (var key in app.Services.GetRequiredService<IssuerKeyRing>().All)
            {
                await Console.Out.WriteLineAsync($"{key.Kid}  {key.CreatedAt.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)}");
            }

            return ExitCodes.Good;
        });
        var log = new Option<bool>("--log") { Description = "the key that signs the log instead: both keys sign the handover" };
        var rotate = new Command("rotate", "make a new key that signs access tokens, or the log") { log };
        rotate.SetAction(async (parsed, ct) =>
        {
            await using var app = await ReadyBroker.OpenAsync([], ct);
            if (parsed.GetValue(log))
            {
                return await RotateLogKeyVerb.RunAsync(app.Services, Console.Out, Console.Error, ct);
            }

            var store = app.Services.GetRequiredService<IssuerKeyStore>();
            await store.LoadAsync(ct);
            var key = await store.RotateAsync(ct);
            await app.Services.GetRequiredService<IAuditLog>().AppendAsync(
                new AuditEntry
                {
                    Kind = AuditKind.KeyEvent,
                    Moment = app.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
                    TraceId = TraceId.Current,
                    Outcome = AuditOutcome.Success,
                    Actor = new AuditActor("operator", "OPERATOR", null),
                    Details = new Dictionary<string, string> { ["act"] = "ISSUER_KEY_ROTATED", ["kid"] = key.Kid },
                },
                step: null, ct);
            await Console.Out.WriteLineAsync(key.Kid);
            return ExitCodes.Good;
        });
        return new Command("keys", "the keys of the broker") { list, rotate };
    }
}
