using System.Collections.Frozen;

namespace ZioExchange.Consent.Decisions;

/// <summary>Every reason there is, by code and by number; docs/reasons.md is made from it.</summary>
public static class ReasonCatalogue
{
    private static readonly FrozenDictionary<string, Reason> ByCode =
        PermitReasons.All.Concat(RequestReasons.All).Concat(ChildReasons.All).Concat(ConsentReasons.All).Concat(SourceReasons.All).Concat(FaultReasons.All)
            .ToFrozenDictionary(reason => reason.Code, StringComparer.Ordinal);

    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<Reason> All { get; } = [.. ByCode.Values.OrderBy(reason => reason.Number, StringComparer.Ordinal)];

    /// <summary>Null when there is no such code.</summary>
    public static Reason? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Null when there is no such number.</summary>
    public static Reason? FindNumber(string number) => All.FirstOrDefault(reason => reason.Number == number);
}
