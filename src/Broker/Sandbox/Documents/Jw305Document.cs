using System.Globalization;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes a JW305 (start of the help): jeugdhulpaanbieder to gemeente. Source: iJw 3.2.</summary>
public static class Jw305Document
{
    private static readonly Jw Message = new("jw305", "438");

    public static byte[] Write(SandboxRegion region, SandboxChild child)
    {
        var moments = new JwMoments(region.Calendar, child);

        return Message.Root(
            Message.Header(
                region.Organisation(SandboxOrganisations.Jeugdhulpaanbieder).NumberIn(NamingSystems.Agb),
                region.Organisation(child.Facts.Residence.Value).NumberIn(NamingSystems.Gemeentecode),
                moments.Number,
                moments.Started),
            Message.M("Client",
                Message.Who(child.Person, withNameUse: false),
                Message.M("StartProducten", Message.M("StartProduct",
                    Message.M("ToewijzingNummer", moments.Number.ToString(CultureInfo.InvariantCulture)),
                    Message.Product(child.Care),
                    Message.M("ToewijzingIngangsdatum", moments.Begin.Iso()),
                    Message.M("Begindatum", moments.Started.Iso()),
                    Message.M("StatusAanlevering", "1"))))).Bytes();
    }
}
