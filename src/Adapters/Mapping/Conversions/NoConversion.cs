using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>Stands where a row could not be compiled; the fault has been told.</summary>
internal sealed class NoConversion : Conversion
{
    public static NoConversion Instance { get; } = new();

    public override (int Least, int Most) Sources => (0, 99);

    public override bool Fits(FhirElement element) => true;

    public override Cell Convert(RowRun run) => default;
}
