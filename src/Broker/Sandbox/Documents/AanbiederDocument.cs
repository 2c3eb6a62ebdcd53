using System.Globalization;
using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes what a jeugdhulpaanbieder or zorgaanbieder holds. Format: schemas/sources/aanbieder.schema.json.</summary>
public static class AanbiederDocument
{
    /// <summary>The record of one of the two providers of the region.</summary>
    public static byte[] Write(SandboxRegion region, SandboxChild child, string client)
    {
        var youth = client == SandboxOrganisations.Jeugdhulpaanbieder;
        var calendar = region.Calendar;
        var record = RecordParts.Head("zioexchange-aanbieder", region, child, client, region.Organisation(client).Identifier);

        record["soortAanbieder"] = youth ? "jeugdhulp" : "zorg";
        if (youth)
        {
            record["plan"] = Plan(calendar, child);
        }

        record["zorgInOnderwijstijd"] = Schedule(region, child, client, youth ? CareMoment.Youth : CareMoment.Wlz);
        record["instructies"] = DocumentText.Array(Instruction(calendar));
        record["ondersteuningsbehoefte"] = RecordParts.Needs();
        if (!youth && child.Care.Zorgprofiel is { } profile)
        {
            record["wlzLevering"] = DocumentText.Array(Delivery(calendar, child));
            record["wlzIndicatie"] = Indication(calendar, child, profile);
        }

        record["diagnoses"] = DocumentText.Array(new JsonObject
        {
            ["code"] = child.Care.Diagnose,
            ["naam"] = child.Care.DiagnoseName,
            ["datum"] = calendar.YearStart.AddYears(-2).AddDays(40).Iso(),
        });
        record["behandelverslagen"] = DocumentText.Array(Report(calendar));
        record["veiligheid"] = new JsonArray(
            [.. child.Facts.Measures.Select(measure => new JsonObject { ["datum"] = calendar.YearStart.AddMonths(-6).Iso(), ["tekst"] = $"Maatregel: {measure.Value.Type}." })]);
        record["gezin"] = RecordParts.ThirdPersons();
        return record.Bytes();
    }

    private static JsonObject Plan(SandboxCalendar calendar, SandboxChild child) => new()
    {
        ["id"] = $"plan-{child.Reference}",
        ["begin"] = calendar.YearStart.AddDays(10).Iso(),
        ["einde"] = calendar.YearEnd.Iso(),
        ["status"] = child.Care.Stopped ? "afgesloten" : "actief",
        ["doelen"] = DocumentText.Array(
            new JsonObject { ["id"] = "jd-1", ["omschrijving"] = "Herkent spanning en zoekt zelf rust.", ["streefdatum"] = calendar.YearEnd.Iso(), ["status"] = "actief" },
            new JsonObject { ["id"] = "jd-2", ["omschrijving"] = "Speelt een half uur samen met een ander kind.", ["status"] = "voorgesteld" }),
        ["afsprakenSchool"] = DocumentText.Array("De leerkracht gebruikt dezelfde hulpkaart.", "Kort overleg op maandag na schooltijd."),
        ["verantwoordelijke"] = new JsonObject { ["naam"] = "Ilvandra Schimmelvonk", ["rol"] = "jeugdhulpverlener" },
    };

    private static JsonObject Schedule(SandboxRegion region, SandboxChild child, string client, IReadOnlyList<CareMoment> moments)
    {
        var schedule = new JsonObject { ["id"] = $"zio-{client}-{child.Reference}", ["begin"] = region.Calendar.YearStart.AddDays(14).Iso() };
        schedule["einde"] = region.Calendar.YearEnd.Iso();
        schedule["doel"] = SchoolText.ZioAim;
        schedule["momenten"] = new JsonArray([.. moments.Select(moment => moment.Json(region.Organisation(client).Name))]);
        schedule["afspraken"] = DocumentText.Array("Vervanging bij ziekte wordt een dag tevoren gemeld.");
        schedule["uitvoering"] = DocumentText.Array(
            new JsonObject { ["datum"] = region.Calendar.Today.WorkingDaysBefore(6).Iso(), ["momentId"] = moments[0].Id, ["status"] = "geleverd" },
            new JsonObject
            {
                ["datum"] = region.Calendar.Today.WorkingDaysBefore(3).Iso(),
                ["momentId"] = moments[1].Id,
                ["status"] = "vervallen",
                ["vervallenDoor"] = "aanbieder",
            });
        return schedule;
    }

    private static JsonObject Instruction(SandboxCalendar calendar) => new()
    {
        ["id"] = "in-1",
        ["onderwerp"] = "tilhulp en houding",
        ["stappen"] = DocumentText.Array("Zet de stoel op de rem.", "Vraag een tweede volwassene.", "Til nooit alleen."),
        ["wanneerBellen"] = "Bel de verpleegkundige bij pijn of een val.",
        ["begin"] = calendar.YearStart.AddDays(14).Iso(),
        ["einde"] = calendar.YearEnd.Iso(),
        ["gegevenDoor"] = "verpleegkundige",
        ["overgedragenAan"] = "groepsleerkracht",
    };

    private static JsonObject Delivery(SandboxCalendar calendar, SandboxChild child) => new()
    {
        ["id"] = $"lev-{child.Reference}",
        ["leveringsvorm"] = "7",
        ["urenPerWeek"] = 12.5,
        ["begin"] = calendar.YearStart.AddYears(-1).Iso(),
    };

    private static JsonObject Indication(SandboxCalendar calendar, SandboxChild child, string profile) => new()
    {
        ["besluitnummer"] = 990000 + int.Parse(child.Reference, CultureInfo.InvariantCulture),
        ["zorgprofiel"] = profile,
        ["begin"] = calendar.YearStart.AddYears(-2).Iso(),
    };

    private static JsonObject Report(SandboxCalendar calendar) => new()
    {
        ["datum"] = calendar.Today.WorkingDaysBefore(12).Iso(),
        ["auteur"] = new JsonObject { ["naam"] = "Ilvandra Schimmelvonk", ["rol"] = "behandelaar" },
        ["tekst"] = $"Verslag van de {NeverTravels.TreatmentReport}; alleen voor het eigen behandelteam.",
    };
}
