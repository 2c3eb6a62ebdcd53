using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>text</c> and <c>strip(chars)</c>: the text as it is, or without some characters.</summary>
internal sealed class TextConversion(string strip) : Conversion
{
    public const int Longest = 20_000;

    private readonly Func<RowRun, ReadOnlyMemory<char>, Cell> _convert = (run, text) => Checked(run, Strip(text, strip));

    public override IReadOnlyList<string> MembersOf(string type) => type == "Reference" ? ["display"] : ["text"];

    public override bool Fits(FhirElement element) => FitsText(element);

    public override Cell Convert(RowRun run) => run.Each(_convert);

    public static bool FitsText(FhirElement element) =>
        (IsText(element) && element.RequiredBinding is null) || element.Type is "CodeableConcept" or "Reference" or "Annotation";

    /// <summary>Text that FHIR can carry: no control characters but tab and line ends, not white space alone, not endless.</summary>
    public static Cell Checked(RowRun run, ReadOnlyMemory<char> text)
    {
        if (text.Length > Longest || text.Span.ContainsAny(Letters.Control) || !FitsFormat(run.Row.Element?.Type, text.Span))
        {
            return run.Fail(IssueCode.InvalidValue);
        }

        return text.IsEmpty ? default : Letters.HasInk(text.Span) ? Cell.OfText(text) : run.Fail(IssueCode.InvalidValue);
    }

    private static bool FitsFormat(string? type, ReadOnlySpan<char> text) => type switch
    {
        "id" => text.Length <= 64 && text.IndexOfAnyExcept(Letters.Id) < 0,
        "uri" or "url" or "canonical" => text.IndexOfAny(' ', '\t', '\n') < 0,
        "code" => text.IndexOfAny('\t', '\r', '\n') < 0 && !text.Contains("  ", StringComparison.Ordinal),
        _ => true,
    };

    /// <summary>The text without some characters.</summary>
    public static ReadOnlyMemory<char> Strip(ReadOnlyMemory<char> text, string strip) =>
        strip.Length == 0 || text.Span.IndexOfAny(strip) < 0
            ? text
            : string.Concat(text.ToString().Where(sign => !strip.Contains(sign))).AsMemory();
}
