using System.Globalization;
using System.Xml.Linq;
using static ZioExchange.Broker.Sandbox.Documents.Jw;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes a JW301 (toewijzing): gemeente to jeugdhulpaanbieder. Source: iJw 3.2; every gezagsdrager stands in Relaties (OP002).</summary>
public static class Jw301Document
{
    private static readonly Jw Message = new("jw301", "436");

    public static byte[] Write(SandboxRegion region, SandboxChild child)
    {
        var moments = new JwMoments(region.Calendar, child);
        var gemeente = region.Organisation(child.Facts.Residence.Value).NumberIn(NamingSystems.Gemeentecode);
        var provider = region.Organisation(SandboxOrganisations.Jeugdhulpaanbieder).NumberIn(NamingSystems.Agb);
        var relations = Jw301Relations.Elements(region, child, Message).ToArray();

        return Message.Root(
            Message.Header(gemeente, provider, moments.Number, moments.Decided),
            Message.M("Client",
                Message.Who(child.Person, withNameUse: true),
                Measure(child, "OTS") ? Message.M("JuridischeStatus", "04") : null,
                Measure(child, "VOOGDIJ") || child.Facts.Authority.Any(line => line.Value.Relation == "voogd")
                    ? Message.M("WettelijkeVertegenwoordiging", "06")
                    : null,
                Message.M("Commentaar", $"Zie {NeverTravels.FreeText} van de consulent."),
                relations.Length == 0 ? null : Message.M("Relaties", relations),
                Message.M("Contactgegevens", Jw301Relations.Contact(child.Person, Message)),
                Message.M("ToegewezenProducten", Product(child.Care, moments)))).Bytes();
    }

    private static bool Measure(SandboxChild child, string type) => child.Facts.Measures.Any(measure => measure.Value.Type == type);

    private static XElement Product(SandboxCare care, JwMoments moments) => Message.M("ToegewezenProduct",
        Message.M("ToewijzingNummer", moments.Number.ToString(CultureInfo.InvariantCulture)),
        Message.M("ReferentieAanbieder", $"REF-{moments.Number}"),
        Message.Product(care),
        Message.M("Toewijzingsdatum", moments.Decided.Iso()),
        Message.M("Toewijzingstijd", "10:15:00"),
        Message.M("Ingangsdatum", moments.Begin.Iso()),
        Message.M("Einddatum", moments.End.Iso()),
        Message.M("Omvang",
            B("Volume", care.Volume.ToString(CultureInfo.InvariantCulture)),
            B("Eenheid", care.Eenheid),
            B("Frequentie", care.Frequentie)),
        Message.M("Commentaar", NeverTravels.FreeText));
}
