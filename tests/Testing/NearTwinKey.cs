using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Testing;

/// <summary>How one party names a child.</summary>
/// <param name="Owner">Whose number it is; an asterisk for a number of law.</param>
public sealed record NearTwinKey(OrganisationId Owner, string System, string Value);
