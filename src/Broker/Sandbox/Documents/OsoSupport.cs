using System.Xml.Linq;
using static ZioExchange.Broker.Sandbox.Documents.Oso;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The block onderwijsondersteuning: needs, diagnosis, plans, OPP, TLV and arrangement as the school knows them.</summary>
internal static class OsoSupport
{
    public static XElement Element(SandboxRegion region, SandboxChild child)
    {
        var start = region.Calendar.YearStart;
        var special = OsoDocument.Cluster(child) is "REC4";

        return E("onderwijsondersteuning",
            E("toelichting_onderwijsbehoeften", Document("onderwijsbehoeften.txt", "Toelichting onderwijsbehoeften", SchoolText.Need)),
            E("diagnose",
                E("code", child.Care.Diagnose),
                E("naam", child.Care.DiagnoseName),
                E("datum", start.AddYears(-2).AddDays(40).Iso()),
                E("doorwie", "kinderpsychiater"),
                E("instantie", "Kliniek Hersenschim")),
            E("medicijngebruik", Flag(child.Care.Diagnose.StartsWith('G'))),
            E("handelingsplan",
                E("startdatum", start.AddDays(20).Iso()),
                E("einddatum", start.AddMonths(6).Iso()),
                E("isgerichtop", "taakaanpak")),
            E("opp", E("opp_ingangdatum", start.AddDays(35).Iso()), E("opp_einddatum", region.Calendar.YearEnd.Iso())),
            special && child.Swv is { } swv ? Tlv(region, child, swv) : null,
            OsoDocument.Cluster(child) is "REC2"
                ? E("arrangement_cluster12", E("arrangement_datum", start.Iso()), E("arrangement_brin", "99CT"), E("arrangement_vestigingscode", "00"))
                : null,
            special ? null : E("arrangement_pao", E("arrangement_datum", start.Iso()), E("arrangement_kenmerk", SwvText.Arrangement)));
    }

    private static XElement Tlv(SandboxRegion region, SandboxChild child, string swv) => E("tlv",
        E("tlvingangdatum", SwvText.TlvBegin(region.Calendar).Iso()),
        E("tlvswvnummer", region.Organisation(swv).NumberIn(NamingSystems.Swv)),
        E("tlvcategorie", SwvText.TlvCategory(child)),
        E("tlvbeschikkingsnummer", SwvText.TlvNumber(region, child, swv)),
        E("tlveinddatum", SwvText.TlvEnd(region.Calendar).Iso()));
}
