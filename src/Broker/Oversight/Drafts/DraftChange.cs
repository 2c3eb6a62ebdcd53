namespace ZioExchange.Broker.Oversight.Drafts;

/// <summary>One logged decision that the draft answers otherwise than today's matrix.</summary>
/// <param name="Now">PERMIT, PARTIAL or DENY by today's matrix, on the inputs of then.</param>
/// <param name="Gained">Codes of categories that the draft would open; <paramref name="Lost"/> those it would close.</param>
public sealed record DraftChange(long Entry, string? Purpose, string Now, string Then, string ThenReason, IReadOnlyList<string> Gained, IReadOnlyList<string> Lost);
