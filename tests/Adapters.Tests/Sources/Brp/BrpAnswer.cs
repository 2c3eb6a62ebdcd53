using System.Text;

namespace ZioExchange.Adapters.Tests.Sources.Brp;

/// <summary>Makes answers of Haal Centraal around gezagsrelaties. All numbers are of the official test range.</summary>
internal static class BrpAnswer
{
    public const string Child = "999900006";
    public const string Mother = "999900018";
    public const string Father = "999900031";

    public const string Minor = $$"""
        "minderjarige": { "burgerservicenummer": "{{Child}}", "naam": { "geslachtsnaam": "Wit" } }
        """;

    public static ReadOnlyMemory<byte> Of(params string[] relations) =>
        Raw($$"""{ "type": "RaadpleegMetBurgerservicenummer", "personen": [ { "gezag": [ {{string.Join(',', relations)}} ] } ] }""");

    public static ReadOnlyMemory<byte> Raw(string json) => Encoding.UTF8.GetBytes(json);

    public static string Relation(string type, string rest = "") =>
        $$"""{ "type": "{{type}}", {{Minor}}{{(rest.Length > 0 ? ", " + rest : "")}} }""";

    public static string Parent(string bsn, string name = "Jansen") =>
        $$"""{ "burgerservicenummer": "{{bsn}}", "naam": { "voornamen": "Anna", "voorvoegsel": "van", "geslachtsnaam": "{{name}}" } }""";

    public static string KnownThird(string bsn) =>
        $$"""{ "type": "BekendeDerde", "burgerservicenummer": "{{bsn}}", "naam": { "geslachtsnaam": "Visser" } }""";
}
