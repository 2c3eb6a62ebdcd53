using System.Text.Json;
using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>An answer of the broker, with the questions tests ask of it.</summary>
/// <param name="Headers">One line each, the date and the trace left out.</param>
/// <param name="Trace">The trace id of the answer, which its entries in the log share; empty when the answer names none.</param>
internal sealed partial record BrokerAnswer(int Status, string Text, IReadOnlyList<string> Headers, string Trace)
{
    private static readonly JsonElement Nothing = JsonSerializer.Deserialize<JsonElement>("{}");

    public JsonElement Json => Text.Length == 0 ? Nothing : JsonSerializer.Deserialize<JsonElement>(Text);

    public IEnumerable<JsonElement> Resources => Json.TryGetProperty("entry", out var entries) ? entries.EnumerateArray().Select(entry => entry.GetProperty("resource")) : [];

    public IReadOnlySet<string> Types => Resources.Select(resource => resource.GetProperty("resourceType").GetString()!).ToHashSet();

    /// <summary>Resources of the dossier itself: without provenance and outcome.</summary>
    public IEnumerable<JsonElement> Content => Resources.Where(resource => resource.GetProperty("resourceType").GetString() is not ("Provenance" or "OperationOutcome"));

    /// <summary>Every category in a security label.</summary>
    public IReadOnlySet<string> Categories => Resources.SelectMany(LabelsOf).ToHashSet();

    /// <summary>Every reason code, of a refusal or of what is missing.</summary>
    public IReadOnlyList<string> Reasons => Status == 0 || Text.Length == 0 ? []
        : Json.TryGetProperty("reasonCode", out var reason) ? [reason.GetString()!]
        : [.. Codings("reason-code")];

    /// <summary>Every ZIO code, of a refusal or of what is missing.</summary>
    public IReadOnlyList<string> Numbers => [.. Codings("foutcode")];

    /// <summary>The answer as a line, with every trace id replaced by as many zeros: what two answers that may not be told apart have in common.</summary>
    public string WithoutTrace => $"{Status}\n{string.Join('\n', Headers)}\n{TraceId().Replace(Text, new string('0', 32))}";

    public static async Task<BrokerAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken ct) => new(
        (int)answer.StatusCode,
        await answer.Content.ReadAsStringAsync(ct),
        [.. answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "traceparent")).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")],
        answer.Headers.TryGetValues("traceparent", out var trace) ? TraceId().Match(trace.Single()).Value : string.Empty);

    public static IEnumerable<string> LabelsOf(JsonElement resource) =>
        resource.TryGetProperty("meta", out var meta) && meta.TryGetProperty("security", out var labels)
            ? labels.EnumerateArray().Where(label => label.GetProperty("system").GetString()!.EndsWith("data-category", StringComparison.Ordinal)).Select(label => label.GetProperty("code").GetString()!)
            : [];

    private IEnumerable<string> Codings(string system) => Outcomes.SelectMany(outcome => outcome.GetProperty("issue").EnumerateArray())
        .SelectMany(issue => issue.GetProperty("details").GetProperty("coding").EnumerateArray())
        .Where(coding => coding.GetProperty("system").GetString()!.EndsWith(system, StringComparison.Ordinal))
        .Select(coding => coding.GetProperty("code").GetString()!);

    private IEnumerable<JsonElement> Outcomes => Json.TryGetProperty("resourceType", out var type) && type.GetString() == "OperationOutcome"
        ? [Json] : Resources.Where(resource => resource.GetProperty("resourceType").GetString() == "OperationOutcome");

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex TraceId();
}
