using System.CommandLine;
using Microsoft.IdentityModel.JsonWebTokens;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Cli.Ask;

/// <summary>The verb <c>token</c>: an access token bound to a sandbox client's key, or a DPoP proof that matches the last one it gave out.</summary>
/// <remarks>The last token is kept in the data folder, so that a script can ask first for the token and then for the proof; it is handed out again while it has 90 seconds left.</remarks>
internal static class TokenVerb
{
    private static readonly TimeSpan WorthKeeping = TimeSpan.FromSeconds(90);

    public static Command Command()
    {
        var client = new Option<string>("--as") { Description = "the client, such as swv-oost", Required = true };
        var dpop = new Option<string[]>("--dpop") { Description = "METHOD URL: print a proof for this request instead", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var bound = new Option<string?>("--token") { Description = "the token the proof goes with; the last one given out when absent" };
        var command = new Command("token", "an access token, or a matching DPoP proof") { client, dpop, bound };
        var place = SandboxPlace.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(
            place(parsed), parsed.GetRequiredValue(client), parsed.GetValue(dpop), parsed.GetValue(bound), Console.Out, Console.Error, ct));
        return command;
    }

    internal static async Task<int> RunAsync(SandboxPlace place, string client, string[]? dpop, string? bound, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        if (new SandboxKeys(place.DataPath).Read(client) is not { } key)
        {
            await errors.WriteLineAsync($"No sandbox client {client}. Start the sandbox first; its clients stand in families.json.");
            return ExitCodes.BadUsage;
        }

        using var http = new HttpClient();
        var partner = new SandboxClient(http, client, key, place.Broker);
        if (dpop is [var method, var address])
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
            {
                await errors.WriteLineAsync("--dpop takes a method and an absolute address, such as POST http://localhost:5080/fhir/Patient/$kind-dossier");
                return ExitCodes.BadUsage;
            }

            await output.WriteLineAsync(partner.Proof(method.ToUpperInvariant(), url, url.AbsolutePath == "/connect/token" ? null : bound ?? Kept(place, client)));
            return ExitCodes.Good;
        }

        try
        {
            var token = Kept(place, client) is { } kept && new JsonWebToken(kept).ValidTo - DateTime.UtcNow > WorthKeeping ? kept : await partner.TokenAsync(ct);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(FileOf(place, client))!);
            await File.WriteAllTextAsync(FileOf(place, client), token, ct);
            await output.WriteLineAsync(token);
            return ExitCodes.Good;
        }
        catch (HttpRequestException fault)
        {
            await errors.WriteLineAsync($"{fault.Message} (is the broker running at {place.Broker}?)");
            return ExitCodes.Finding;
        }
    }

    private static string? Kept(SandboxPlace place, string client) => File.Exists(FileOf(place, client)) ? File.ReadAllText(FileOf(place, client)) : null;

    private static string FileOf(SandboxPlace place, string client) => Path.Combine(place.DataPath, "sandbox", "tokens", client + ".token");
}
