using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>const(x)</c>: the same value always.</summary>
internal sealed class ConstConversion(string text) : Conversion
{
    private Cell _cell;

    /// <summary>What it always gives.</summary>
    public Cell Cell => _cell;

    public override (int Least, int Most) Sources => (0, 0);

    public override bool ReadsSource => false;

    public override IReadOnlyList<string> MembersOf(string type) => type switch
    {
        "CodeableConcept" => ["coding"],
        "Identifier" => ["system", "value"],
        "Reference" => ["display"],
        _ => [],
    };

    public override bool Fits(FhirElement element)
    {
        var parts = text.Split('|');
        _cell = element.Type switch
        {
            "Coding" or "CodeableConcept" when parts.Length is 2 or 3 && parts.All(part => part.Length > 0) =>
                Cell.Of(new ConstantValue(element.Type, parts)),
            "Identifier" when parts.Length == 2 => Cell.Of(new ConstantValue(element.Type, parts)),
            "boolean" when text is "true" or "false" => Cell.OfBoolean(text == "true"),
            "integer" or "positiveInt" or "unsignedInt" or "decimal" => NumberConversion.Parse(text, element.Type, comma: false),
            "date" or "dateTime" when DutchDates.IsDate(text) => Cell.OfText(text.AsMemory()),
            "Reference" => Cell.OfText(text.AsMemory()),
            _ when IsText(element) && element.RequiredCodes?.Contains(text) != false => Cell.OfText(text.AsMemory()),
            _ => default,
        };
        return text.Length > 0 && _cell.Kind != CellKind.None;
    }

    public override Cell Convert(RowRun run) => _cell;
}
