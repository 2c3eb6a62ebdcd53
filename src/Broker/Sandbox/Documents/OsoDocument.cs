using System.Xml.Linq;
using static ZioExchange.Broker.Sandbox.Documents.Oso;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes a pupil's dossier in OSO 2019.1: profile PaO for an SWV, OV (overstap) for the others.</summary>
/// <remarks>Source: OSO gegevensset 2019.1, its XSD and business rules. PaO holds no BSN or onderwijsnummer (PaO.LL12).</remarks>
public static class OsoDocument
{
    public static byte[] Write(SandboxRegion region, SandboxChild child, bool pao)
    {
        var school = region.Organisation(child.SchoolOfRecord);
        var brin = school.NumberIn(NamingSystems.Brin);
        var today = region.Calendar.Today;

        return E("dossier",
            Metadata(child, pao, today),
            E("overdrachtsoort", pao ? "swv-dossier" : "overstapdossier"),
            E("inzage",
                E("voorlopigdossier", "false"),
                E("inzage", "true"),
                E("inzagedatum", region.Calendar.AnsweredOn.Iso()),
                E("akkoord", "Ja"),
                E("toestemming", "Ja")),
            E("huidigeschool",
                E("naam", school.Name),
                Adreslijst("bezoek", "Verzinselplein", 1, "0099AZ", "Fantstede"),
                Communicatielijst("0699900000", $"info@{school.Client}.example", secret: false, use: "werk"),
                E("brincode", brin[..4]),
                E("vestigingscode", brin[4..]),
                E("aanleverpunt", "0"),
                E("soort", Soort(child)),
                Cluster(child) is { } cluster ? E("type", cluster) : null,
                OsoPupil.Element(region, child, pao))).Bytes();
    }

    /// <summary>Kind of the school of record, as OSO writes it.</summary>
    internal static string Soort(SandboxChild child) => child.SchoolOfRecord == SandboxOrganisations.SchoolPo ? "BAO" : "SO";

    internal static string? Cluster(SandboxChild child) => child.SchoolOfRecord switch
    {
        SandboxOrganisations.SchoolSo => "REC4",
        SandboxOrganisations.InstellingC2 => "REC2",
        _ => null,
    };

    private static XElement Metadata(SandboxChild child, bool pao, DateOnly today)
    {
        var secondary = child.Facts.School.Value.Type == "VSO";

        return E("metadata",
            E("deeldossier", "LASLVS"),
            E("pakketnaam", "Zandbakadministratie"),
            E("pakketversie", "1.0"),
            E("datum", today.Iso()),
            E("standaardversie", "2019.1"),
            E("validatieversie", "2019.1.1"),
            OsoCategories.Element(pao),
            E("overstap", (pao, secondary) switch
            {
                (true, true) => "VOSWV",
                (true, false) => "POSWV",
                (false, true) => "VOVO",
                (false, false) => "POPO",
            }));
    }
}
