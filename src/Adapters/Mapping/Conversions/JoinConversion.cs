using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>join(sep)</c>: the values that are there. <c>concat</c>: all of them or nothing.</summary>
internal sealed class JoinConversion(string separator, bool needsAll) : Conversion
{
    public override (int Least, int Most) Sources => (1, 20);

    public override IReadOnlyList<string> MembersOf(string type) => type == "Reference" ? ["display"] : ["text"];

    public override bool Fits(FhirElement element) => TextConversion.FitsText(element);

    public override Cell Convert(RowRun run)
    {
        for (var source = 0; needsAll && source < run.Row.Sources.Length; source++)
        {
            if (!run.Has(source))
            {
                return default;
            }
        }

        var text = string.Join(separator, run.All());
        return TextConversion.Checked(run, text.AsMemory());
    }
}
