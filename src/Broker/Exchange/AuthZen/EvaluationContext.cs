namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>What goes with a decision, in the requester's view: who refused, and whether anybody was asked, shows nowhere.</summary>
/// <param name="PermittedCategories">What may be shared; empty on a refusal.</param>
/// <param name="DeniedCategories">Of a partial answer: reason code by category.</param>
/// <param name="Code">ZIO-nnnn of the reason.</param>
/// <param name="Reason">The reason in Dutch and English.</param>
/// <param name="Remedy">What the asker can do.</param>
internal sealed record EvaluationContext(
    IReadOnlyList<string> PermittedCategories,
    IReadOnlyDictionary<string, string>? DeniedCategories,
    string ReasonCode,
    string Code,
    ReasonText Reason,
    string Remedy,
    string TraceId);
