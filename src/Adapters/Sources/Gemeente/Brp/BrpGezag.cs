using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>One gezagsrelatie of the BRP: who holds the gezag over one child.</summary>
/// <param name="Child">The minderjarige; the caller checks that it is the child it asked about.</param>
/// <param name="Holders">All holders that the answer names, in its order; empty for voogdij by an organisation and when there is no gezag to read.</param>
/// <param name="InOnderzoek">The gemeente doubts the data behind the outcome.</param>
/// <param name="Explanation">Why there is no gezag or why it cannot be determined; for a person to read, never for a rule.</param>
public sealed record BrpGezag(
    BrpGezagKind Kind, Bsn Child, IReadOnlyList<BrpGezagHolder> Holders, bool InOnderzoek, string? Explanation)
{
    /// <summary>
    /// Whether consent may rest on this outcome (R-PAR-1, R-PAR-7): every holder is known, nothing is in onderzoek, and the BRP could say it.
    /// Voogdij without a person is not: who the voogd is must come from another fact.
    /// </summary>
    public bool IsDeterminate =>
        !InOnderzoek
        && Kind is not (BrpGezagKind.TijdelijkGeenGezag or BrpGezagKind.GezagNietTeBepalen)
        && Holders.Count > 0
        && Holders.All(holder => holder.IsKnown);

    public override string ToString() => $"{Kind} ({Holders.Count} holders{(InOnderzoek ? ", in onderzoek" : "")})";
}
