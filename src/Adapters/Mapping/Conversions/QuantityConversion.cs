using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>quantity(unit)</c>: a number with a fixed unit. Nothing that is counted or measured here can be less than nothing.</summary>
internal sealed class QuantityConversion(CareUnit unit) : Conversion
{
    public override IReadOnlyList<string> MembersOf(string type) => ["value", "unit", "system", "code"];

    public override bool Fits(FhirElement element) => element.Type is "Quantity" or "Duration" or "Age" or "SimpleQuantity";

    public override Cell Convert(RowRun run)
    {
        if (!run.Has(0))
        {
            return default;
        }

        return NumberConversion.TryDecimal(run.Value(0).Span, comma: false, out var number) && number >= 0
            ? Cell.Of(new QuantityValue(number, unit))
            : run.Fail(IssueCode.InvalidValue);
    }
}
