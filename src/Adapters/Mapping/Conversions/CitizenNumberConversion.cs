using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>bsn</c> (nine digits, elfproef) and <c>pgn</c> (nine digits).</summary>
/// <remarks>Source: Wabb art. 1; the number is 9 digits with weights 9..2 and -1, sum a multiple of 11.</remarks>
internal sealed class CitizenNumberConversion(bool isBsn) : Conversion
{
    private readonly JsonEncodedText _system = EncodedJson.Text(isBsn ? BsnSystem : PgnSystem);
    private Func<RowRun, ReadOnlyMemory<char>, Cell>? _one;

    public const string BsnSystem = "http://fhir.nl/fhir/NamingSystem/bsn";
    public const string PgnSystem = "https://zioexchange.nl/fhir/NamingSystem/pgn";

    public override IReadOnlyList<string> MembersOf(string type) => type == "Reference" ? ["type", "identifier"] : ["system", "value"];

    public override bool Fits(FhirElement element) => element.Type is "string" or "Identifier" || (isBsn && element.Type == "Reference");

    public override Cell Convert(RowRun run) => run.Each(_one ??= One);

    public static bool PassesElfproef(ReadOnlySpan<char> text)
    {
        if (!IsNineDigits(text))
        {
            return false;
        }

        var sum = -(text[8] - '0');
        for (var i = 0; i < 8; i++)
        {
            sum += (9 - i) * (text[i] - '0');
        }

        return sum != 0 && sum % 11 == 0;
    }

    private static bool IsNineDigits(ReadOnlySpan<char> text) => text.Length == 9 && text.IndexOfAnyExcept(Letters.Digits) < 0;

    private Cell One(RowRun run, ReadOnlyMemory<char> text)
    {
        if (isBsn ? !PassesElfproef(text.Span) : !IsNineDigits(text.Span))
        {
            return run.Fail(isBsn ? IssueCode.InvalidBsn : IssueCode.InvalidValue);
        }

        return run.Row.Element!.Type switch
        {
            "Identifier" => Cell.Of(new IdentifierValue(_system, text)),
            "Reference" => Cell.Of(new LogicalReference(_system, text, null)),
            _ => Cell.OfText(text),
        };
    }
}
