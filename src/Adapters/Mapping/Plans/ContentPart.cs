namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One place in a content model: the names that may stand there.</summary>
internal sealed record ContentPart(string[] Names, bool IsRequired, bool Repeats);
