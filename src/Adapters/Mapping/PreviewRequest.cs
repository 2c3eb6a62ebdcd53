namespace ZioExchange.Adapters.Mapping;

/// <summary>What a preview is to show.</summary>
/// <param name="Categories">Category codes; null is all that the policy knows.</param>
/// <param name="Now">The day for conditions with <c>now</c>; null and nothing depends on the clock.</param>
/// <param name="WithReport">Whether to account for every element.</param>
public sealed record PreviewRequest(IReadOnlyCollection<string>? Categories = null, DateOnly? Now = null, bool WithReport = false);
