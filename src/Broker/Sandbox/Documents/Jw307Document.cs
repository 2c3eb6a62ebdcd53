using System.Globalization;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes a JW307 (end of the help): jeugdhulpaanbieder to gemeente. Source: iJw 3.2; reason 31 of JZ588.</summary>
public static class Jw307Document
{
    private static readonly Jw Message = new("jw307", "440");

    public static byte[] Write(SandboxRegion region, SandboxChild child)
    {
        var moments = new JwMoments(region.Calendar, child);

        return Message.Root(
            Message.Header(
                region.Organisation(SandboxOrganisations.Jeugdhulpaanbieder).NumberIn(NamingSystems.Agb),
                region.Organisation(child.Facts.Residence.Value).NumberIn(NamingSystems.Gemeentecode),
                moments.Number,
                moments.Stopped),
            Message.M("Client",
                Message.Who(child.Person, withNameUse: false),
                Message.M("StopProducten", Message.M("StopProduct",
                    Message.M("ToewijzingNummer", moments.Number.ToString(CultureInfo.InvariantCulture)),
                    Message.Product(child.Care),
                    Message.M("ToewijzingIngangsdatum", moments.Begin.Iso()),
                    Message.M("Begindatum", moments.Started.Iso()),
                    Message.M("RedenBeeindiging", "31"),
                    Message.M("Einddatum", moments.Stopped.Iso()),
                    Message.M("StatusAanlevering", "1"))))).Bytes();
    }
}
