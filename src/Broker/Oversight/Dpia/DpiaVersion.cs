namespace ZioExchange.Broker.Oversight.Dpia;

/// <summary>One version of the DPIA, from its making to its sign-off.</summary>
/// <param name="Verdict">POSITIVE, CONDITIONS or NEGATIVE; null while the FG has not advised (AVG art. 35 lid 2).</param>
/// <param name="Weighing">What the organisation does with the advice.</param>
public sealed record DpiaVersion(string Id, long Number, DateTimeOffset MadeAt, DpiaBody Body, string? Verdict, string? Advice, string? Weighing, DateTimeOffset? SignedAt)
{
    public static IReadOnlyList<string> Verdicts { get; } = ["POSITIVE", "CONDITIONS", "NEGATIVE"];

    /// <summary>A high risk that stays asks for the supervisor's opinion first (AVG art. 36).</summary>
    public bool AsksSupervisor => Verdict == "NEGATIVE";
}
