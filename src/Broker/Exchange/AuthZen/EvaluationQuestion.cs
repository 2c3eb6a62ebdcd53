namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>One AuthZEN question, its shape checked and its codes not yet.</summary>
/// <param name="Professional">The asker's own identifier of the professional.</param>
/// <param name="Organisation">Where the professional works, <c>system|value</c>; null when it was not said.</param>
/// <param name="Child">The child's number with the caller, bare or as <c>system|value</c>. May be a BSN: never logged.</param>
/// <param name="Source">Whose record is asked for, <c>system|value</c>; null asks all that the row allows.</param>
/// <param name="Requests">References of records that open gates.</param>
internal sealed record EvaluationQuestion(
    string Professional,
    string Role,
    string? Organisation,
    string Purpose,
    string Child,
    string? Source,
    IReadOnlyList<string> Categories,
    IReadOnlyList<string> Requests,
    bool Emergency,
    string? Justification)
{
    public override string ToString() => $"{Purpose} as {Role}";
}
