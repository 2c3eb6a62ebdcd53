using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Something this visitor decided, as the log holds it: what a receipt shows.</summary>
/// <param name="Key">Opaque; stands in an address.</param>
/// <param name="Act">GIVEN, REFUSED or WITHDRAWN.</param>
/// <param name="Reference">To read out on the telephone; finds the entry, tells nothing.</param>
public sealed record OwnAct(
    string Key, FamilyMember Member, string Act, string Reference, long Index, DateTimeOffset At, Purpose Purpose,
    Organisation? Source, Organisation? Recipient, IReadOnlyList<DataCategory> Categories, string? GrantId)
{
    /// <summary>Whose employee entered it on this person's word; null when the person did.</summary>
    public Organisation? EnteredBy { get; init; }

    /// <summary>Whether the consent that it is about is this person's own; the entry of an objection names that of somebody else, which is not theirs to keep.</summary>
    public bool IsOfOwnGrant { get; init; }

    /// <summary>One entry of the log as an act; null for an entry that is none.</summary>
    internal static OwnAct? From(LogRecord record, string key, FamilyMember member, Organisation? source, Organisation? recipient) =>
        record.Entry is { } entry && entry.Details.TryGetValue("act", out var act) && act is ("GIVEN" or "REFUSED" or "WITHDRAWN")
            ? new OwnAct(
                key, member, act, Convert.ToHexString(record.LeafHash.Span)[..8], record.Index, record.Moment, entry.Purpose ?? default,
                source, recipient, entry.CategoriesRequested, entry.ConsentIds.Count > 0 ? entry.ConsentIds[0] : null)
            : null;
}
