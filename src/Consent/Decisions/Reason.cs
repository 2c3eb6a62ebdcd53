namespace ZioExchange.Consent.Decisions;

/// <summary>Why a decision fell or a request failed: a stable code for machines, a sentence for people, a source for lawyers. A catalogue entry, never built at a call site.</summary>
/// <param name="Code">Upper-snake, stable for ever.</param>
/// <param name="Number">ZIO-nnnn, one for each code, never reused: 1xxx permits, 2xxx refusals, 3xxx values of a source that cannot be used, 4xxx faults of the request, 5xxx not available.</param>
/// <param name="Nl">Dutch at B1 level, no personal data: shown, logged and audited as it stands.</param>
/// <param name="En">The same in English.</param>
/// <param name="Source">Law, standard or agreement that it comes from.</param>
/// <param name="View">What the requester sees in its place.</param>
public sealed record Reason(string Code, string Number, string Nl, string En, string Source, RequesterView View = RequesterView.AsItIs)
{
    public override string ToString() => Code;
}
