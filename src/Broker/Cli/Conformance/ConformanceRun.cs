using System.Globalization;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Broker.Cli.Conformance;

/// <summary>Runs every check against one endpoint. Later checks go on when earlier ones fail, so that a partner sees all at once.</summary>
internal sealed class ConformanceRun(EndpointClient endpoint, MappingCatalogue catalogue, SourceKind kind, string? child)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>A number that no source files anybody under.</summary>
    public const string Stranger = "999999990";

    private readonly List<ConformanceResult> _results = [];

    public async Task<IReadOnlyList<ConformanceResult>> RunAsync(CancellationToken ct)
    {
        foreach (var question in EndpointQuestion.Of(kind))
        {
            if (child is not null)
            {
                await CheckAnswerAsync(question, child, ct);
            }

            await CheckRefusalsAsync(question, ct);
        }

        return _results;
    }

    private async Task CheckAnswerAsync(EndpointQuestion question, string child, CancellationToken ct)
    {
        var answer = await endpoint.AskAsync(question.Path(child), question.Body?.Invoke(child), null, ct);
        Add(question, "answers", answer.Status == 200, Seen(answer), "Answer 200 for the test child, without redirect.");
        Add(question, "answers-in-time", answer.Status != 0 && answer.Took <= Limit, string.Create(CultureInfo.InvariantCulture, $"Took {answer.Took.TotalSeconds:0.0} s."), "Answer within 3 seconds; after that the exchange goes on without you.");
        Add(question, "media-type", answer.MediaType == question.MediaType, $"Content-Type is {answer.MediaType ?? "absent"}.", $"Send Content-Type: {question.MediaType}.");
        Add(question, "size", answer.Body.Length <= SourceLimits.DefaultMaxBytes, "The answer is larger than 8 MiB.", "Send one child's record only.");
        CheckContent(question, answer, child);
    }

    private void CheckContent(EndpointQuestion question, EndpointAnswer answer, string child)
    {
        try
        {
            foreach (var document in question.Documents(answer.Body))
            {
                var mapped = catalogue.Preview(document, new PreviewRequest(null, null) with { WithReport = true });
                Add(question, "maps", true, null, string.Empty);
                Add(question, "no-issues", mapped.IssueCount == 0, $"{mapped.IssueCount} values cannot be used, first {(mapped.Issues.Count > 0 ? mapped.Issues[0].CodeText + " at " + mapped.Issues[0].Path : string.Empty)}.", "Run zio map on the document; it names each value.");
                Add(question, "names-the-child", mapped.Subjects.Any(subject => subject.Value == child), "The document does not name the child that was asked for.", "Put the number of the question into the document.");
                Add(question, "nothing-forgotten", mapped.Report!.Forgotten.Count == 0, $"{mapped.Report.Forgotten.Count} elements are not known.", "Keep to the format; additions are not read.");
            }
        }
        catch (Exception e) when (e is SourceRefusedException or FormatException)
        {
            Add(question, "maps", false, e is SourceRefusedException refused ? refused.Message : "Not of the contract's shape.", "Send the format that schemas/sources/README.md names.");
        }
    }

    private async Task CheckRefusalsAsync(EndpointQuestion question, CancellationToken ct)
    {
        var asked = child ?? Stranger;
        var without = await endpoint.AskAsync(question.Path(asked), question.Body?.Invoke(asked), string.Empty, ct);
        Add(question, "refuses-without-secret", without.Status is 401 or 403, Seen(without), "Answer 401 to a request without the bearer secret.");
        var wrong = await endpoint.AskAsync(question.Path(asked), question.Body?.Invoke(asked), "not-the-secret", ct);
        Add(question, "refuses-wrong-secret", wrong.Status is 401 or 403, Seen(wrong), "Answer 401 to a wrong secret; compare in constant time.");
        var stranger = question.Body is null ? "onbekend-0000" : Stranger;
        var unknown = await endpoint.AskAsync(question.Path(stranger), question.Body?.Invoke(stranger), null, ct);
        Add(question, "unknown-child", unknown.Status == 404 || (kind is SourceKind.Zorgkantoor && unknown.Status == 200), Seen(unknown), "Answer 404 for a child you hold nothing of.");
        if (question.Body is not null)
        {
            var broken = await endpoint.AskAsync(question.Path(asked), "{", null, ct);
            Add(question, "refuses-broken-json", broken.Status is >= 400 and < 500, Seen(broken), "Answer 400 to what is not JSON.");
        }
    }

    private static string Seen(EndpointAnswer answer) => answer.Status == 0 ? "No answer." : string.Create(CultureInfo.InvariantCulture, $"Answered {answer.Status}.");

    private void Add(EndpointQuestion question, string check, bool passed, string? fault, string remedy) =>
        _results.Add(new ConformanceResult($"{question.Name}-{check}", passed ? null : fault ?? "Failed.", remedy));
}
