using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The ontwikkelingsperspectief with goals and guidance, and the plan of care in school time as the school sees it.</summary>
internal static class SchoolPlan
{
    public static JsonObject Opp(SandboxCalendar calendar, SandboxChild child)
    {
        var opp = new JsonObject { ["id"] = $"opp-{child.Reference}", ["begin"] = calendar.YearStart.AddDays(35).Iso(), ["einde"] = calendar.YearEnd.Iso() };
        opp["status"] = "actief";
        opp["uitstroombestemming"] = new JsonObject
        {
            ["profiel"] = "3",
            ["omschrijving"] = "vervolgonderwijs in een kleine setting",
            ["onderbouwing"] = "Leert goed in een vaste structuur.",
        };
        opp["belemmerendeFactoren"] = DocumentText.Array("Wisselingen in het rooster kosten veel energie.");
        opp["bevorderendeFactoren"] = DocumentText.Array("Grote interesse in techniek.", "Werkt graag met een maatje.");
        opp["doelen"] = DocumentText.Array(
            Goal("doel-1", "taakaanpak", "Werkt een kwartier zelfstandig aan een taak.", "vijf minuten", "vijftien minuten", calendar.YearEnd, "actief"),
            Goal("doel-2", "sociaal", "Vraagt hulp met de hulpkaart.", "vraagt geen hulp", "vraagt hulp op de kaart", calendar.YearStart.AddMonths(6), "bereikt"));
        opp["handelingsdeel"] = DocumentText.Array(
            Measure("hd-1", "Dagritme in pictogrammen op tafel.", "leerkracht", calendar, "elke dag"),
            Measure("hd-2", "Begeleide start van de middag.", "intern begeleider", calendar, "drie keer per week"));
        opp["hoorrecht"] = new JsonObject
        {
            ["gehoord"] = true,
            ["datum"] = calendar.YearStart.AddDays(30).Iso(),
            ["weergave"] = "Wil graag een vaste plek bij het raam.",
        };
        return opp;
    }

    public static JsonObject CareInSchoolTime(SandboxRegion region, SandboxChild child)
    {
        var plan = new JsonObject
        {
            ["id"] = $"zio-{child.Reference}",
            ["begin"] = region.Calendar.YearStart.AddDays(14).Iso(),
            ["einde"] = region.Calendar.YearEnd.Iso(),
            ["doel"] = SchoolText.ZioAim,
        };
        plan["momenten"] = new JsonArray([.. CareMoment.Of(child).Select(moment => moment.Json(Provider(region, moment)))]);
        plan["afspraken"] = DocumentText.Array("De zorgverlener meldt zich bij de conciërge.", "Bij ziekte van het kind belt de school voor half negen.");
        return plan;
    }

    private static string Provider(SandboxRegion region, CareMoment moment) =>
        region.Organisation(CareMoment.Youth.Contains(moment) ? SandboxOrganisations.Jeugdhulpaanbieder : SandboxOrganisations.Zorgaanbieder).Name;

    private static JsonObject Goal(string id, string domain, string text, string baseline, string target, DateOnly by, string status) => new()
    {
        ["id"] = id,
        ["domein"] = domain,
        ["omschrijving"] = text,
        ["beginsituatie"] = baseline,
        ["streefniveau"] = target,
        ["streefdatum"] = by.Iso(),
        ["status"] = status,
    };

    private static JsonObject Measure(string id, string text, string role, SandboxCalendar calendar, string frequency) => new()
    {
        ["id"] = id,
        ["maatregel"] = text,
        ["verantwoordelijke"] = new JsonObject { ["rol"] = role },
        ["begin"] = calendar.YearStart.AddDays(35).Iso(),
        ["einde"] = calendar.YearEnd.Iso(),
        ["frequentie"] = frequency,
        ["instemming"] = calendar.YearStart.AddDays(33).Iso(),
    };
}
