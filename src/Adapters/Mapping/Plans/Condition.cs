namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Tests that must all hold.</summary>
internal sealed record Condition(ConditionTest[] Tests);
