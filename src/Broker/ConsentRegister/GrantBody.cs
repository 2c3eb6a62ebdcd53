namespace ZioExchange.Broker.ConsentRegister;

/// <summary>What a grant's row keeps as JSON beside its columns: to whom, of what, and how it can be proved.</summary>
public sealed record GrantBody(
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> Categories,
    EvidenceBody Evidence,
    string? Replaces,
    IReadOnlyList<InformedBody> Informed);
