using System.Text.Json.Nodes;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.AuthZen;

/// <summary>Builds AuthZEN questions about children of the sandbox.</summary>
internal static class Evaluations
{
    /// <summary>The SWV asks the school of child 1 for what an arrangement needs; the school made its request.</summary>
    public static JsonObject Arrangement(SandboxRegion region, string reference = "1")
    {
        var child = region.Child(reference);
        return Question(child.Identifiers["swv-oost"].Value, "ARRANGEMENT", "swv-oost-orthopedagoog-swv", "ORTHOPEDAGOOG_SWV", region.Organisation(child.SchoolOfRecord), child.Requests.FirstOrDefault(request => request.Purpose == "ARRANGEMENT")?.Reference.Value);
    }

    public static JsonObject Question(string child, string purpose, string professional, string role, SandboxOrganisation? source, string? request, params string[] categories) => new()
    {
        ["subject"] = new JsonObject { ["type"] = "professional", ["id"] = professional, ["properties"] = new JsonObject { ["role"] = role } },
        ["action"] = new JsonObject { ["name"] = purpose },
        ["resource"] = new JsonObject
        {
            ["type"] = "kind-dossier",
            ["id"] = child,
            ["properties"] = new JsonObject
            {
                ["source"] = source is null ? "x|unknown" : $"{source.Identifier.System}|{source.Identifier.Value}",
                ["categories"] = new JsonArray([.. categories.Select(category => JsonValue.Create(category))]),
            },
        },
        ["context"] = request is null ? new JsonObject() : new JsonObject { ["request"] = request },
    };

    public static async Task<Reply> AskAsync(LivePartner partner, JsonNode question, CancellationToken ct) => await partner.PostAsync("/access/v1/evaluation", question.ToJsonString(), ct);
}
