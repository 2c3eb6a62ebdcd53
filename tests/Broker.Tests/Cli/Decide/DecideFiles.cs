using System.Text.Json.Nodes;
using ZioExchange.Broker.Cli.Decide;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Tests.Cli.Decide;

/// <summary>The policy and the decision cases of this repository.</summary>
internal static class DecideFiles
{
    public static string PolicyDirectory { get; } = Path.Combine(Repository(), "schemas", "policy");

    public static Policy Policy { get; } = PolicyFolder.Read(PolicyDirectory);

    public static string CasePath(string name) => Path.Combine(Repository(), "tests", "Consent.Tests", "Cases", name);

    public static IEnumerable<JsonNode> Cases(string name) => JsonNode.Parse(File.ReadAllText(CasePath(name)))!.AsArray().Select(item => item!);

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ZioExchange.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No ZioExchange.sln above the tests.");
    }
}
