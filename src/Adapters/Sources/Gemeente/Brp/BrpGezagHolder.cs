using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>One person with gezag, as far as the BRP names them.</summary>
/// <param name="Bsn">Null for an unknown derde, and for a person who is not in the BRP (v2 then gives a name alone).</param>
/// <param name="Name">Given names, prefix and surname with a space between; null when the answer has no name, as in v1. Not in the text form.</param>
public sealed record BrpGezagHolder(BrpGezagHolderRole Role, Bsn? Bsn, string? Name)
{
    /// <summary>Whether this person can be told apart from every other.</summary>
    public bool IsKnown => Bsn is not null;

    public override string ToString() => $"{Role} (*)";
}
