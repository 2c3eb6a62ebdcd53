using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>Chooses the one reason of an answer in which every source refuses.</summary>
/// <remarks>
/// What the asker can mend itself comes first (a role, a missing request); after that every refusal is the same "not available",
/// so that nobody can tell how many sources hold something about a child.
/// </remarks>
internal static class CommonRefusal
{
    public static Reason Of(IReadOnlyList<SourcePart> parts) =>
        parts.Select(part => part.Refusal!).OrderBy(reason => reason == ConsentReasons.ConsentNotAvailable ? 1 : 0).ThenBy(reason => reason.Number, StringComparer.Ordinal).First();
}
