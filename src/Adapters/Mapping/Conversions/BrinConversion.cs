using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>brin6</c>: school and location as one number of 6 positions (4 when the location is not known).</summary>
/// <remarks>Source: OSO writes the location as suffix of 2 digits, ROD and Edu-V as 6 positions, BRON as number without leading zero.</remarks>
internal sealed class BrinConversion : Conversion
{
    private static readonly JsonEncodedText BrinSystem = EncodedJson.Text("https://zioexchange.nl/fhir/NamingSystem/brin");

    public override (int Least, int Most) Sources => (2, 2);

    public override IReadOnlyList<string> MembersOf(string type) => type == "Reference" ? ["type", "identifier"] : ["system", "value"];

    public override bool Fits(FhirElement element) => element.Type is "string" or "Identifier" or "Reference";

    public override Cell Convert(RowRun run)
    {
        var brin = run.Value(0).Span;
        var location = run.Value(1).Span;
        if (brin.IsEmpty && location.IsEmpty)
        {
            return default;
        }

        if (!brin.IsEmpty && !IsBrin(brin))
        {
            return run.Fail(IssueCode.InvalidValue);
        }

        string? number = location.Length switch
        {
            0 => brin.ToString(),
            1 or 2 when !brin.IsEmpty && location.IndexOfAnyExcept(Letters.Digits) < 0 => $"{brin}{location.ToString().PadLeft(2, '0')}",
            6 when IsBrin(location[..4]) && location[4..].IndexOfAnyExcept(Letters.Digits) < 0 && (brin.IsEmpty || location.StartsWith(brin)) =>
                location.ToString(),
            _ => null,
        };

        return number is null ? run.Fail(IssueCode.InvalidValue, source: 1) : Shape(run, number);
    }

    private static Cell Shape(RowRun run, string number) => run.Row.Element!.Type switch
    {
        "Identifier" => Cell.Of(new IdentifierValue(BrinSystem, number.AsMemory())),
        "Reference" => Cell.Of(new LogicalReference(BrinSystem, number.AsMemory(), "Organization")),
        _ => Cell.OfText(number.AsMemory()),
    };

    private static bool IsBrin(ReadOnlySpan<char> text) =>
        text.Length == 4 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1])
        && char.IsAsciiLetterUpper(text[2]) && char.IsAsciiLetterUpper(text[3]);
}
