using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>One category that was asked for and withheld, with the full reason code (never shown to the requester as such).</summary>
public sealed record DeniedCategory(DataCategory Category, string ReasonCode);
