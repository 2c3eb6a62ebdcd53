using System.Globalization;
using System.Xml.Linq;
using static ZioExchange.Broker.Sandbox.Documents.Oso;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The block leerling: who the child is, its school career, absence and test results.</summary>
internal static class OsoPupil
{
    public static XElement Element(SandboxRegion region, SandboxChild child, bool pao)
    {
        var person = child.Person;
        var calendar = region.Calendar;
        var hasParentInCharge = child.Family.Any(adult => OsoCaretakers.IsRepresentative(child, adult));

        return E("leerling",
            E("voornaam", person.GivenName),
            E("voorletters-1", $"{person.GivenName[..1]}."),
            person.Prefix is null ? null : E("voorvoegsel", person.Prefix),
            E("achternaam", person.FamilyName),
            E("roepnaam", person.GivenName[..4]),
            E("geboortedatum", person.BirthDate.Iso()),
            E("geslacht", person.IsMale ? "2" : "1"),   // codelijst 14: 1 vrouw, 2 man
            E("adresgeheim", Flag(person.Address.IsSecret)),
            person.Address.IsSecret ? null : Adreslijst("gba", person.Address.Street, person.Address.Number, person.Address.Postcode, person.Address.Town),
            Communicatielijst(person.Phone, person.Email, person.Address.IsSecret),
            pao ? null : Number(child),
            E("leerlingid", child.SourceKeys[child.SchoolOfRecord].Reveal()),
            E("onderwijssinds", person.BirthDate.AddYears(4).Iso()),
            E("datuminschrijving", calendar.YearStart.AddYears(-1).Iso()),
            child.Facts.School.Value.Enrolled ? null : E("datumuitschrijving", calendar.YearStart.AddDays(-1).Iso()),
            E("tehuis", "false"),
            E("verzorgersaansprakelijk", Flag(hasParentInCharge)),
            hasParentInCharge ? null : OsoCaretakers.Institution(region, child),
            pao ? null : Advice(child),
            E("schoolloopbaanlijst", Year(region, child, -1), child.Facts.School.Value.Enrolled ? Year(region, child, 0) : null),
            OsoSupport.Element(region, child),
            Absence(child),
            E("toetslijst", Test(calendar, child)),
            child.Family.Select(adult => OsoCaretakers.Element(child, adult)));
    }

    // Half the schools file the onderwijsnummer and half the BSN: both are read.
    private static XElement Number(SandboxChild child) =>
        child.Reference.Length == 1 && child.Reference[0] % 2 == 1 ? E("onderwijsnummer", child.Onderwijsnummer) : E("bsn", child.Person.Bsn);

    private static XElement Advice(SandboxChild child) => E("overstapadvies",
        E("contactnodig", "true"),
        E("contactpersoon", "intern begeleider"),
        E("contacttelefoon", "0699900000"),
        E("contactemail", $"ib@{child.SchoolOfRecord}.example"));

    private static XElement Year(SandboxRegion region, SandboxChild child, int offset)
    {
        var start = region.Calendar.YearStart.AddYears(offset);
        var brin = region.Organisation(child.SchoolOfRecord).NumberIn(NamingSystems.Brin);
        var cluster = OsoDocument.Cluster(child);

        return E("schoolloopbaan",
            E("schooljaar", FormattableString.Invariant($"{start.Year}-{start.Year + 1}")),
            E("groepscode", $"groep-{child.Reference}"),
            E("groepsnaam", "Fantasiegroep"),
            E("jaargroep", cluster is null ? "4" : "S"),
            E("begindatum", start.Iso()),
            E("einddatum", start.AddYears(1).AddDays(-1).Iso()),
            E("brincode", brin[..4]),
            E("vestigingscode", brin[4..]),
            E("schoolsoort", OsoDocument.Soort(child)),
            cluster is null ? null : E("schooltype", cluster));
    }

    private static XElement Absence(SandboxChild child)
    {
        var much = !child.Facts.School.Value.Enrolled;

        return E("verzuim",
            E("dagdelengeoorloofd", much ? "80" : "6"),
            E("dagdelenongeoorloofd", much ? "44" : "2"),
            E("meerdan25percent", Flag(much)),
            E("frequentie", much ? "22" : "1"),
            E("contactleerplicht", Flag(much)));
    }

    private static XElement Test(SandboxCalendar calendar, SandboxChild child) => E("toets",
        E("toetsidentificatie", E("eldtoetscode", "fict-rekenen-m5"), E("leergebied", "rekenen"), E("toetsnaam", "Verzonnen rekentoets")),
        E("afname", E("afnamedatum", calendar.YearStart.AddMonths(-6).Iso()), E("jaargroep", OsoDocument.Cluster(child) is null ? "4" : "S")),
        E("resultaat", E("toetsscore",
            E("aantalopgaven", "40"),
            E("aantalgoed", (20 + (child.Reference[^1] - '0')).ToString(CultureInfo.InvariantCulture)))));
}
