namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>A condition under which a row runs or not, and the note of its declaration for the report.</summary>
/// <param name="Text">The condition as its declaration writes it; empty for one that the row itself writes.</param>
internal sealed record Guard(GuardKind Kind, Condition Condition, string Because, string Text = "");
