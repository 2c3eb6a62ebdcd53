namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One test of a condition. See "Guards and conditions" in schemas/mappings/README.md.</summary>
/// <param name="Left">The value that is tested.</param>
/// <param name="Operator">How it is tested.</param>
/// <param name="Values">What it is compared with, letter by letter; empty when it is compared with another value.</param>
/// <param name="Right">The other value; null when there is none.</param>
/// <param name="WithNow">Compared with the day of the run.</param>
internal sealed record ConditionTest(SlotRef Left, ConditionOperator Operator, string[] Values, SlotRef? Right, bool WithNow);
