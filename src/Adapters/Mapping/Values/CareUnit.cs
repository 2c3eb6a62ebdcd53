using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A unit in which parties count care, guidance or absence.</summary>
/// <param name="Code">UCUM where it has the unit, else a code of our own.</param>
/// <param name="Display">In words.</param>
/// <param name="System">UCUM, ISO 4217 or our own.</param>
/// <param name="Minutes">Length of one; null when it has none.</param>
/// <param name="IsAssumed">The length is custom, not definition.</param>
/// <param name="NoLength">Why it has no length.</param>
/// <remarks>Source: the code lists of iJw 3.2 (WJ756), iWlz 2.2 (COD756), OSO 2019.1; "uur" of care is a klokuur, a lesuur is not.</remarks>
internal sealed record CareUnit(string Code, string Display, string System, decimal? Minutes, bool IsAssumed = false, string? NoLength = null)
{
    private const string Ucum = "http://unitsofmeasure.org";
    private const string Own = "https://zioexchange.nl/fhir/CodeSystem/care-unit";
    private const string Iso4217 = "urn:iso:std:iso:4217";

    private static readonly FrozenDictionary<string, CareUnit> All = new CareUnit[]
    {
        new("min", "minuut", Ucum, 1),
        new("h", "uur", Ucum, 60),
        new("d", "dag", Ucum, null, NoLength: "a day has no fixed hours of care"),
        new("wk", "week", Ucum, null, NoLength: "a week has no fixed hours of care"),
        new("mo", "maand", Ucum, null, NoLength: "a month has no fixed hours of care"),
        new("a", "jaar", Ucum, null, NoLength: "a year has no fixed hours of care"),
        new("dagdeel-4u", "dagdeel (4 uur)", Own, 240),
        new("dagdeel", "dagdeel", Own, 240, IsAssumed: true),
        new("dagdeel-school", "dagdeel (school)", Own, null, NoLength: "a school half-day has no fixed length"),
        new("etmaal", "etmaal", Own, null, NoLength: "a stay, not contact time"),
        new("lesuur", "lesuur", Own, null, NoLength: "the length of a lesson differs per school"),
        new("stuks-output", "stuks (output)", Own, null, NoLength: "pieces have no length"),
        new("stuks-inspanning", "stuks (inspanning)", Own, null, NoLength: "pieces have no length"),
        new("contact", "contact", Own, null, NoLength: "a contact has no fixed length"),
        new("percent", "procent", Own, null, NoLength: "a share of a budget"),
        new("EUR", "euro", Iso4217, null, NoLength: "money"),
        new("EUR-cent", "eurocent", Own, null, NoLength: "money"),
    }.ToFrozenDictionary(unit => unit.Code, StringComparer.Ordinal);

    private readonly (JsonEncodedText Code, JsonEncodedText Display, JsonEncodedText System) _encoded =
        (EncodedJson.Text(Code), EncodedJson.Text(Display), EncodedJson.Text(System));

    public bool IsMoney => Code is "EUR" or "EUR-cent";

    public static bool TryFind(string code, [NotNullWhen(true)] out CareUnit? unit) =>
        All.TryGetValue(code, out unit);

    /// <summary>Writes the members <c>unit</c>, <c>system</c> and <c>code</c> of a Quantity.</summary>
    public void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString(MemberName.Unit, _encoded.Display);
        writer.WriteString(MemberName.System, _encoded.System);
        writer.WriteString(MemberName.Code, _encoded.Code);
    }
}
