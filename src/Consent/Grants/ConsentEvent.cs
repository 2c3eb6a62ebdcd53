using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Grants;

/// <summary>A withdrawal or refusal, hung on the grant it speaks of. By another than the grantor it is that person's own veto.</summary>
/// <param name="At">Counts from this very instant on: a tie with a release denies (R-WD-6).</param>
/// <param name="Categories">The scope; null is ALL: every category of that purpose, source and recipient. An empty list counts as ALL too.</param>
public sealed record ConsentEvent(ConsentEventKind Kind, DateTimeOffset At, PersonId By, IReadOnlyList<DataCategory>? Categories)
{
    public bool ConcernsEverything => Categories is null or { Count: 0 };
}
