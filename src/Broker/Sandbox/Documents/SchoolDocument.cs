using System.Globalization;
using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes what a school holds and OSO lacks. Format: schemas/sources/school.schema.json.</summary>
public static class SchoolDocument
{
    public static byte[] Write(SandboxRegion region, SandboxChild child)
    {
        var calendar = region.Calendar;
        var record = RecordParts.Head(
            "zioexchange-school", region, child, child.SchoolOfRecord, region.Organisation(child.SchoolOfRecord).Identifier);

        record["inschrijving"] = Enrolment(calendar, child);
        record["rooster"] = SchoolTimetable.Timetable(calendar, child);
        record["aanwezigheid"] = SchoolTimetable.Presence(calendar, child);
        record["verzuim"] = Absence(calendar);
        record["opp"] = SchoolPlan.Opp(calendar, child);
        record["ondersteuningsbehoefte"] = RecordParts.Needs();
        record["zorgInOnderwijstijd"] = SchoolPlan.CareInSchoolTime(region, child);
        record["medischeInstructie"] = DocumentText.Array(Instruction(calendar));
        record["noodcontact"] = EmergencyContacts(child);
        record["gezin"] = RecordParts.ThirdPersons();
        return record.Bytes();
    }

    private static JsonObject Enrolment(SandboxCalendar calendar, SandboxChild child)
    {
        var enrolment = new JsonObject { ["begin"] = calendar.YearStart.AddYears(-1).Iso() };
        if (!child.Facts.School.Value.Enrolled)
        {
            enrolment["einde"] = calendar.YearStart.AddDays(-1).Iso();
        }

        enrolment["schoolsoort"] = child.Facts.School.Value.Type is "GEEN" ? "VSO" : child.Facts.School.Value.Type;
        enrolment["groep"] = "Fantasiegroep";
        return enrolment;
    }

    private static JsonArray Absence(SandboxCalendar calendar) => DocumentText.Array(
        new JsonObject
        {
            ["id"] = "v-1",
            ["begin"] = calendar.Today.WorkingDaysBefore(8).Iso(),
            ["einde"] = calendar.Today.WorkingDaysBefore(7).Iso(),
            ["soort"] = "geoorloofd",
            ["aantal"] = 4,
            ["eenheid"] = "dagdeel",
            ["gemeld"] = false,
            ["medischeReden"] = NeverTravels.MedicalReason,
        },
        new JsonObject
        {
            ["id"] = "v-2",
            ["begin"] = calendar.Today.WorkingDaysBefore(4).Iso(),
            ["einde"] = calendar.Today.WorkingDaysBefore(4).Iso(),
            ["soort"] = "ongeoorloofd",
            ["aantal"] = 1,
            ["eenheid"] = "dagdeel",
            ["gemeld"] = true,
        });

    private static JsonObject Instruction(SandboxCalendar calendar) => new()
    {
        ["id"] = "mi-1",
        ["onderwerp"] = "overprikkeling",
        ["stappen"] = DocumentText.Array("Breng naar de rustige plek.", "Geef de koptelefoon.", "Wacht tien minuten zonder te praten."),
        ["wanneerBellen"] = "Bel de ouders als het langer dan een half uur duurt.",
        ["begin"] = calendar.YearStart.AddDays(20).Iso(),
        ["einde"] = calendar.YearEnd.Iso(),
        ["gegevenDoor"] = "ouder",
        ["overgedragenAan"] = "groepsleerkracht",
    };

    // Nobody's number at a protected address, and nobody who may not come near the child.
    private static JsonArray EmergencyContacts(SandboxChild child)
    {
        var banned = child.Facts.Authority.Where(line => line.Value.Restrictions.Count > 0).Select(line => line.Value.Person).ToHashSet();

        return new JsonArray([.. child.Family.Where(adult => !banned.Contains(adult.Persona)).Select((adult, index) => new JsonObject
        {
            ["volgorde"] = index + 1,
            ["naam"] = string.Create(CultureInfo.InvariantCulture, $"{adult.GivenName} {adult.FamilyName}"),
            ["relatie"] = adult.Relation,
            ["telefoon"] = adult.Phone,
        })]);
    }
}
