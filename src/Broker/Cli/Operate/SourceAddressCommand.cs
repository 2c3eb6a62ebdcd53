using System.CommandLine;
using System.Text.Json;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verbs <c>organisations list</c> and <c>organisations source</c>: who takes part, and where its system is asked for records.</summary>
internal static class SourceAddressCommand
{
    public static Command List()
    {
        var list = new Command("list", "who takes part; one JSON object a line, to standard output");
        list.SetAction(async (_, ct) =>
        {
            await using var app = await ReadyBroker.OpenAsync([], ct);
            var view = await app.Services.GetRequiredService<PartnerDirectory>().CurrentAsync(ct);
            foreach (var organisation in view.All)
            {
                var endpoint = view.Endpoint(organisation.Id);
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(
                    new { Id = organisation.Id.Value, Party = organisation.Party.Code, organisation.Name, organisation.Identifiers, Source = endpoint?.BaseAddress.AbsoluteUri }, BrokerJson.CamelCase));
            }

            return ExitCodes.Good;
        });
        return list;
    }

    public static Command Source()
    {
        var id = new Argument<string>("ID") { Description = "the organisation" };
        var address = new Option<string?>("--address") { Description = "https address of its system" };
        var secret = new Option<FileInfo?>("--secret") { Description = "file with the bearer secret by which that system knows the broker" };
        var end = new Option<bool>("--end") { Description = "its system is asked no more" };
        var source = new Command("source", "say where a source is asked for records, or end that") { id, address, secret, end };
        source.SetAction(async (parsed, ct) =>
        {
            var (given, file, ends) = (parsed.GetValue(address), parsed.GetValue(secret), parsed.GetValue(end));
            if (ends == (given is not null) || ends == (file is not null))
            {
                await Console.Error.WriteLineAsync("Give --address and --secret, or --end.");
                return ExitCodes.BadUsage;
            }

            await using var app = await ReadyBroker.OpenAsync([], ct);
            try
            {
                return await ApplyAsync(app.Services, new OrganisationId(parsed.GetRequiredValue(id)), given, file, ct);
            }
            catch (AuditUnavailableException)
            {
                await Console.Error.WriteLineAsync("The log cannot write; nothing was changed.");
                return ExitCodes.Finding;
            }
            catch (IOException)
            {
                await Console.Error.WriteLineAsync("The file with the secret cannot be read.");
                return ExitCodes.BadInput;
            }
        });
        return source;
    }

    private static async Task<int> ApplyAsync(IServiceProvider services, OrganisationId id, string? given, FileInfo? file, CancellationToken ct)
    {
        var registry = services.GetRequiredService<SourceRegistry>();
        if (await services.GetRequiredService<PartnerDirectory>().FindOrganisationAsync(id, ct) is not { } organisation || SourceRegistry.KindOf(organisation.Party) is null)
        {
            await Console.Error.WriteLineAsync("No organisation that takes part and can be a source has this id; see: zio organisations list");
            return ExitCodes.BadInput;
        }

        if (given is null)
        {
            return await registry.EndAsync(id, AuditActor.Operator, ct) ? ExitCodes.Good : ExitCodes.Finding;
        }

        var secret = (await File.ReadAllTextAsync(file!.FullName, ct)).Trim();
        if (!registry.IsAcceptable(given, out var address) || !SourceRegistry.IsUsable(secret))
        {
            await Console.Error.WriteLineAsync("The address must be public https without user, query or fragment, or lie in Sources:PrivateNetworks; the secret is 16 to 1000 visible ASCII characters.");
            return ExitCodes.BadInput;
        }

        await registry.SetAsync(organisation, address!, secret, AuditActor.Operator, ct);
        return ExitCodes.Good;
    }
}
