using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>Proof that a decision said yes. Only Consent can make one; every fetch and every mapping run asks for one.</summary>
/// <remarks>It is not kept: the next request is decided anew, and the release checks again.</remarks>
public sealed record ExchangePermit
{
    internal ExchangePermit(
        ChildReference child, OrganisationId source, OrganisationId recipient, Purpose purpose, IReadOnlyList<DataCategory> categories, DateTimeOffset decidedAt)
    {
        (Child, Source, Recipient, Purpose, Categories, DecidedAt) = (child, source, recipient, purpose, categories, decidedAt);
    }

    public ChildReference Child { get; }

    public OrganisationId Source { get; }

    public OrganisationId Recipient { get; }

    public Purpose Purpose { get; }

    /// <summary>What may be released; never empty.</summary>
    public IReadOnlyList<DataCategory> Categories { get; }

    /// <summary>The instant of the decision, UTC.</summary>
    public DateTimeOffset DecidedAt { get; }
}
