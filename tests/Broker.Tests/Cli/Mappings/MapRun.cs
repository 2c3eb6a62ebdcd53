using System.Text;
using System.Text.Json;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Mappings;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Cli.Mappings;

/// <summary>One call of <c>zio map</c> with what came out of it.</summary>
internal sealed record MapRun(int Code, byte[] Output, string Messages)
{
    private static readonly Lazy<MappingCatalogue> Catalogue = new(static () => MappingFolder.Load(Schemas));

    public static string Schemas => RepositoryFolder.Locate("schemas");

    public string Text => Encoding.UTF8.GetString(Output);

    public IReadOnlyList<JsonElement> Entries =>
        JsonElement.Parse(Output).TryGetProperty("entry", out var entries) ? [.. entries.EnumerateArray().Select(entry => entry.GetProperty("resource"))] : [];

    public static MapRun Of(params string[] args) => Of("", args);

    public static MapRun Of(string input, string[] args, MappingCatalogue? catalogue = null)
    {
        using var standardInput = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var output = new MemoryStream();
        using var messages = new StringWriter();
        var command = MapCommand.Command(() => catalogue ?? Catalogue.Value, standardInput, output, messages);
        var code = Verbs.InvokeAsync(command, args, messages).GetAwaiter().GetResult();
        return new(code, output.ToArray(), messages.ToString());
    }

    /// <summary>A document of the repository's own.</summary>
    public static string Document(params string[] parts) => RepositoryFolder.Locate(["tests", "Adapters.Tests", "Sources", .. parts]);
}
