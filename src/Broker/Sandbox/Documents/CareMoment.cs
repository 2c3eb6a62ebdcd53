using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The weekly moments of care in school time, as the school and the provider both hold them.</summary>
internal sealed record CareMoment(string Id, string Weekday, string Start, string End, string Activity, string Carer, string Role)
{
    public static IReadOnlyList<CareMoment> Youth { get; } =
    [
        new("jh-1", "ma", "10:15", "11:00", "ambulante begeleiding in de klas", "Ilvandra Schimmelvonk", "jeugdhulpverlener"),
        new("jh-2", "do", "13:00", "13:45", "sociale vaardigheden in een kleine groep", "Ilvandra Schimmelvonk", "jeugdhulpverlener"),
    ];

    public static IReadOnlyList<CareMoment> Wlz { get; } =
    [
        new("wlz-1", "di", "09:00", "10:00", "persoonlijke verzorging", "Okkelien Trapezius", "begeleider"),
        new("wlz-2", "wo", "10:30", "11:30", "individuele begeleiding", "Okkelien Trapezius", "begeleider"),
        new("wlz-3", "vr", "09:00", "10:00", "persoonlijke verzorging", "Tibberto Noorlander", "verpleegkundige"),
    ];

    /// <summary>Every moment of one child.</summary>
    public static IEnumerable<CareMoment> Of(SandboxChild child) =>
        (child.Care.Jeugdhulp ? Youth : []).Concat(child.Care.Zorgprofiel is null ? [] : Wlz);

    public JsonObject Json(string organisation) => new()
    {
        ["id"] = Id,
        ["weekdag"] = Weekday,
        ["begin"] = Start,
        ["einde"] = End,
        ["activiteit"] = Activity,
        ["locatie"] = SchoolText.Room,
        ["uitvoerder"] = new JsonObject { ["naam"] = Carer, ["rol"] = Role, ["organisatie"] = organisation },
    };
}
