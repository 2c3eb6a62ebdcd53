using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>Every BSN of the sandbox, in this one file: from the official test range 999900006 to 999999990, each passing the elfproef.</summary>
/// <remarks>Source: RULES 2a. Onderwijsnummers have no test range; these start with four nines and belong to nobody.</remarks>
internal static class SyntheticNumbers
{
    /// <summary>Children 1 to 12, in order.</summary>
    public static readonly string[] Children =
    [
        "999901102", "999902179", "999903238", "999904309", "999905375", "999906446",
        "999907505", "999908583", "999909630", "999910711", "999911776", "999912859",
    ];

    /// <summary>Two adults a child, in the order of the children.</summary>
    public static readonly string[] Adults =
    [
        "999922002", "999923079", "999924138", "999925209", "999926275", "999927334",
        "999928405", "999929483", "999930540", "999931611", "999932676", "999933747",
        "999934818", "999935884", "999936955", "999938010", "999939087", "999940144",
        "999941227", "999942281", "999943352", "999944423", "999945488", "999946559",
    ];

    private static readonly Lazy<string[]> Others = new(static () =>
        [.. Enumerable.Range(999900006, 999999990 - 999900006 + 1).Select(number => FormattableString.Invariant($"{number}"))
            .Where(number => Bsn.TryParse(number, out _)).Except(Children).Except(Adults).Except(Enumerable.Range(1, Children.Length).Select(Onderwijsnummer))]);

    /// <summary>For the thirteenth child and on the test range in order; empty when all of it is given out.</summary>
    public static string Child(int child) =>
        child <= Children.Length ? Children[child - 1] : child - Children.Length <= Others.Value.Length ? Others.Value[child - Children.Length - 1] : string.Empty;

    /// <summary>From the thirteenth family on they share the numbers of the first twelve: no register holds them.</summary>
    public static string Adult(int child, int index) => Adults[((2 * (child - 1)) + index) % Adults.Length];

    /// <summary>Made-up persoonsgebonden nummer of a child in its school's file.</summary>
    public static string Onderwijsnummer(int child) => FormattableString.Invariant($"9999000{child:00}");
}
