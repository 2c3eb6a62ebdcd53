namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>One thing that a source knows, as lines to read.</summary>
/// <param name="Kind">The FHIR resource type; its word stands in the texts.</param>
/// <param name="Lines">Element name and what stands there, in the words of the source.</param>
public sealed record KnownThing(string Kind, IReadOnlyList<(string Element, string Text)> Lines)
{
    private const int LongestQuote = 120;

    /// <summary>Enough of it to say which one is meant.</summary>
    public string Quote
    {
        get
        {
            var text = string.Join(", ", Lines.Select(line => line.Text));
            return text.Length <= LongestQuote ? text : string.Concat(text.AsSpan(0, LongestQuote), "…");
        }
    }
}
