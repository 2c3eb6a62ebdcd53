using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>code</c>, <c>code(integer)</c>: through a code map; the source coding stays beside the canonical one.</summary>
internal sealed class CodeConversion(bool isInteger) : Conversion
{
    private readonly Func<RowRun, ReadOnlyMemory<char>, Cell> _one = isInteger ? (run, text) => One(run, Plain(text)) : One;

    public override bool NeedsCodeMap => true;

    public override IReadOnlyList<string> MembersOf(string type) => ["coding", "system", "code", "display"];

    public override bool Fits(FhirElement element) => element.Type is "CodeableConcept" or "Coding" || IsText(element);

    public override Cell Convert(RowRun run) => run.Each(_one);

    /// <summary>An xs:integer may have a sign and leading zeros, and is the same number.</summary>
    private static ReadOnlyMemory<char> Plain(ReadOnlyMemory<char> text) =>
        int.TryParse(text.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture).AsMemory()
            : text;

    private static Cell One(RowRun run, ReadOnlyMemory<char> text)
    {
        var map = run.Row.CodeMaps[0];
        var entry = map.Find(text.Span);
        if (entry is null && map.OpenSystem is { } open && text.Length <= 36 && text.Span.IndexOfAnyExcept(Letters.Code) < 0)
        {
            entry = new CodeMapEntry(open, text.ToString(), null, [], false);
        }

        return entry is null || entry.IsAmbiguous
            ? run.Fail(IssueCode.UnknownCode, reason: DataAbsent.Unknown)
            : new Cell { Kind = CellKind.Coded, Value = entry };
    }
}
