using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary><c>template(a {p} b)</c>: text with values in it; nothing when one of them is missing.</summary>
internal sealed class TemplateConversion(Template template) : Conversion
{
    public override (int Least, int Most) Sources => (0, 1);

    public override IReadOnlyList<string> MembersOf(string type) => type == "Reference" ? ["display"] : ["text"];

    public override bool Fits(FhirElement element) => TextConversion.FitsText(element);

    public override Cell Convert(RowRun run) =>
        template.Fill(run, run.Row.Element?.Type is "uri" or "url") is { } text ? TextConversion.Checked(run, text.AsMemory()) : default;
}
