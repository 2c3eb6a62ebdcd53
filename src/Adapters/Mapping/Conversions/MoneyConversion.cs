using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>money</c> (euros) and <c>money(cents)</c> (eurocents, converted once). What is taken back is said by a code of its own, never by a sign.</summary>
internal sealed class MoneyConversion(bool cents) : Conversion
{
    public override IReadOnlyList<string> MembersOf(string type) => ["value", "currency"];

    public override bool Fits(FhirElement element) => element.Type is "Money" or "decimal";

    public override Cell Convert(RowRun run)
    {
        if (!run.Has(0))
        {
            return default;
        }

        if (!NumberConversion.TryDecimal(run.Value(0).Span, comma: false, out var amount) || amount < 0 || (cents && amount != decimal.Truncate(amount)))
        {
            return run.Fail(IssueCode.InvalidValue);
        }

        var euros = cents ? amount / 100m : amount;
        return run.Row.Element!.Type == "decimal" ? Cell.OfNumber(euros) : Cell.Of(new MoneyValue(euros));
    }
}
