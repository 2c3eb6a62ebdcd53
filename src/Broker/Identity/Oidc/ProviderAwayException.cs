namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>The identity provider does not tell how it works: it is away, or answers something else. Nobody can sign in there until it is back.</summary>
public sealed class ProviderAwayException(string scheme, Exception fault) : Exception($"The identity provider of {scheme} does not answer.", fault);
