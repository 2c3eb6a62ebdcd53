using System.CommandLine;
using System.Globalization;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verbs <c>keys list</c> and <c>keys rotate</c>: the keys that sign access tokens. A new key signs at once; the old ones end some minutes later, or now.</summary>
internal static class KeysCommand
{
    public static Command Command()
    {
        var list = new Command("list", "the keys that sign access tokens, youngest first");
        list.SetAction(async (_, ct) =>
        {
            await using var app = await ReadyBroker.OpenAsync([], ct);
            foreach (var key in await app.Services.GetRequiredService<IssuerKeyStore>().ReadAsync(ct))
            {
                await Console.Out.WriteLineAsync($"{key.Kid}  {Text(key.CreatedAt)}{(key.RetiredAt is { } end ? $"  until {Text(end)}" : "")}");
            }

            return ExitCodes.Good;
        });
        var log = new Option<bool>("--log") { Description = "the key that signs the log instead: both keys sign the handover" };
        var leaked = new Option<bool>("--leaked") { Description = "end the old keys now: what they signed opens nothing any more" };
        var rotate = new Command("rotate", "make a new key that signs access tokens, or the log") { log, leaked };
        rotate.SetAction(async (parsed, ct) =>
        {
            await using var app = await ReadyBroker.OpenAsync([], ct);
            if (parsed.GetValue(log))
            {
                return await RotateLogKeyVerb.RunAsync(app.Services, Console.Out, Console.Error, ct);
            }

            var key = await app.Services.GetRequiredService<IssuerKeyRotation>().RotateAsync(AuditActor.Operator, parsed.GetValue(leaked), ct);
            await Console.Out.WriteLineAsync(key.Kid);
            return ExitCodes.Good;
        });
        return new Command("keys", "the keys of the broker") { list, rotate };
    }

    private static string Text(DateTimeOffset moment) => moment.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
}
