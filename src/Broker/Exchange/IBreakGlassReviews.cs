using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>What the decision about a broken glass must know of earlier ones by the same user.</summary>
public interface IBreakGlassReviews
{
    /// <param name="actor">The user's pseudonym in the log.</param>
    /// <returns>How many nobody has judged yet, and the moment of the oldest.</returns>
    Task<(int Open, DateTimeOffset? Oldest)> OfAsync(OrganisationId organisation, string actor, CancellationToken ct);
}
