using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>What an organisation certified about one matrix row, and what it may not delete now.</summary>
public sealed record RetentionLine(PolicyRow Row, IReadOnlyList<LegalHold> Holds, IReadOnlyList<DeletionCertificate> Certificates);
