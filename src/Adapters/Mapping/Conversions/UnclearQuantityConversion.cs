using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>quantity(unclear)</c>: nothing in the document says which unit the number has, so it is an issue and no number.</summary>
internal sealed class UnclearQuantityConversion : Conversion
{
    public override bool Fits(FhirElement element) => element.Type == "Quantity";

    public override Cell Convert(RowRun run) => run.Has(0) ? run.Fail(IssueCode.AmbiguousUnit, reason: DataAbsent.Unknown) : default;
}
