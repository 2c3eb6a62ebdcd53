namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>A condition under which a row runs or not, and the note of its declaration for the report.</summary>
internal sealed record Guard(GuardKind Kind, Condition Condition, string Because);
