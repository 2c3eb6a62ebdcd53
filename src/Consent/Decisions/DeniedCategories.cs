using System.Collections.Frozen;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>The empty answer to "what was withheld".</summary>
internal static class DeniedCategories
{
    public static IReadOnlyDictionary<DataCategory, Reason> None { get; } = FrozenDictionary<DataCategory, Reason>.Empty;
}
