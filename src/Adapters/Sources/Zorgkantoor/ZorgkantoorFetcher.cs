using System.Text.Json;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources.Zorgkantoor;

/// <summary>Asks a zorgkantoor for the Wlz indication, by BSN in a GraphQL variable, and for the fields that the permit needs only.</summary>
public sealed class ZorgkantoorFetcher(HttpClient http, SourceLimits limits) : SourceFetcher(http, limits)
{
    public override SourceKind Kind => SourceKind.Zorgkantoor;

    private protected override async Task<IReadOnlyList<SourceDocument>> AskAsync(ExchangePermit permit, SourceCall call, SourceChildKey key)
    {
        if (IndicatieQuery.For(permit) is not { } query)
        {
            return [];
        }

        var question = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["query"] = query,
            ["variables"] = new Dictionary<string, string> { ["bsn"] = BsnQuestion.Digits(key) },
        });

        if (await call.PostAsync("graphql", question) is not { } answer)
        {
            return [];
        }

        using var parsed = JsonSubject.Parse(answer);
        var indications = Indications(parsed.RootElement) ?? throw call.Fault(SourceFailure.BadAnswer);

        return indications.GetArrayLength() == 0 ? []
            : indications.EnumerateArray().All(indication => key.Names(JsonSubject.Text(indication, "bsn")))
                ? [new SourceDocument("iwlz", answer, SourceCall.Json)]
                : throw call.Fault(SourceFailure.OtherChild);
    }

    // A GraphQL answer with errors may be half an answer: it is none.
    private static JsonElement? Indications(JsonElement answer) =>
        answer.ValueKind is JsonValueKind.Object && !answer.TryGetProperty("errors", out _)
        && answer.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object
        && data.TryGetProperty("wlzIndicatie", out var list) && list.ValueKind is JsonValueKind.Array
            ? list
            : null;
}
