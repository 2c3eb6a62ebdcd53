using System.Xml.Linq;
using static ZioExchange.Broker.Sandbox.Documents.Oso;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The blocks verzorger and aansprakelijkeinstelling: what the school believes about who is in charge. Never proof of gezag.</summary>
internal static class OsoCaretakers
{
    /// <summary>A parent without a known answer counts as representative in a school's file; one who lost gezag does not.</summary>
    public static bool IsRepresentative(SandboxChild child, SandboxPerson adult) =>
        child.Facts.Authority.Any(line => line.Value.Person == adult.Persona && line.Value.Gezag is not false);

    public static XElement Element(SandboxChild child, SandboxPerson adult) => E("verzorger",
        E("voornaam", adult.GivenName),
        E("voorletters-1", $"{adult.GivenName[..1]}."),
        adult.Prefix is null ? null : E("voorvoegsel", adult.Prefix),
        E("achternaam", adult.FamilyName),
        E("geslacht", adult.IsMale ? "2" : "1"),
        E("adresgeheim", Flag(adult.Address.IsSecret)),
        adult.Address.IsSecret ? null : Adreslijst("gba", adult.Address.Street, adult.Address.Number, adult.Address.Postcode, adult.Address.Town),
        Communicatielijst(adult.Phone, adult.Email, adult.Address.IsSecret),
        E("relatietotkind", adult.Relation == "ouder" ? (adult.IsMale ? "1" : "2") : "3"),
        E("wettigevertegenwoordiger", Flag(IsRepresentative(child, adult))));

    /// <summary>The GI where there is one, else the gemeente keeps the address for letters.</summary>
    public static XElement Institution(SandboxRegion region, SandboxChild child)
    {
        var client = child.Facts.Measures.Count > 0 ? child.Facts.Measures[0].Value.Organisation : child.Facts.Residence.Value;
        var organisation = region.Organisation(client);

        return E("aansprakelijkeinstelling",
            E("naam", organisation.Name),
            Adreslijst("bezoek", "Verzinselplein", 2, "0099AZ", "Fantstede"),
            Communicatielijst("0699900001", $"post@{organisation.Client}.example", secret: false, use: "werk"));
    }
}
