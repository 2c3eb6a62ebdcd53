namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What is asked of one run.</summary>
/// <param name="Categories">Bits of the permitted categories.</param>
/// <param name="Now">The day for conditions with <c>now</c>; null when nothing may depend on the clock.</param>
/// <param name="PartySystem">System of the source party's identifier; null when the party is not known.</param>
/// <param name="PartyValue">The source party's identifier.</param>
/// <param name="Subject">How the requester knows the child; null in a preview.</param>
/// <param name="IdPrefix">Start of every resource id, from the document.</param>
/// <param name="WithCoverage">Whether every element of the source is to be accounted for.</param>
/// <param name="IsSecret">A record of this document is secret, and all are about one child: whatever may be secret is.</param>
internal sealed record RunSetting(
    ulong Categories, DateOnly? Now, string? PartySystem, string? PartyValue, SubjectIdentity? Subject, string IdPrefix, bool WithCoverage, bool IsSecret = false);
