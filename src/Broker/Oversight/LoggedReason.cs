using System.Text.RegularExpressions;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Oversight;

/// <summary>A reason or reference that an operator or officer types and that the log keeps: a code in capitals or a case number, never a sentence.</summary>
/// <remarks>The log outlives what stands in it: no name and no BSN may come in this way. Eight digits in a row may be a BSN without its nought.</remarks>
internal static partial class LoggedReason
{
    public const int Longest = 80;

    /// <summary>What to say to who typed another; the option's name goes before it.</summary>
    public const string Remedy = "is a code in capitals or a case number, of at most 80 characters, such as REVIEW or Z-2026-12. It stays in the log: never a BSN or a name.";

    public static bool Fits(string? text) => text is { Length: > 0 and <= Longest } && Form().IsMatch(text) && !NumberOfPerson().IsMatch(text) && !SearchReader.LooksLikeBsn(text);

    [GeneratedRegex(@"\A(?:[A-Z][A-Z0-9_-]*|(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9 ./:_-]*)\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Form();

    [GeneratedRegex("[0-9]{8,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NumberOfPerson();
}
