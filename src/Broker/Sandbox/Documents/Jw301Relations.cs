using System.Globalization;
using System.Xml.Linq;
using static ZioExchange.Broker.Sandbox.Documents.Jw;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The people around the child in a JW301: who holds gezag. A guardian that is an organisation has NaamGebruik 6 (IV045).</summary>
internal static class Jw301Relations
{
    public static IEnumerable<XElement> Elements(SandboxRegion region, SandboxChild child, Jw message) =>
        child.Holders.Select((holder, index) => child.Family.FirstOrDefault(adult => adult.Persona == holder) is { } person
            ? Person(message, person, index + 1)
            : Organisation(message, region.Organisation(holder), index + 1));

    /// <summary>Address, telephone and mail; nothing but the kind where the address is secret.</summary>
    public static XElement Contact(SandboxPerson person, Jw message) => person.Address.IsSecret
        ? message.M("Contact", message.M("Soort", "01"))
        : message.M("Contact",
            message.M("Soort", "01"),
            message.M("Adres",
                B("Huis", B("Huisnummer", person.Address.Number.ToString(CultureInfo.InvariantCulture))),
                B("Postcode", person.Address.Postcode),
                B("Straatnaam", person.Address.Street),
                B("Plaatsnaam", person.Address.Town),
                B("LandCode", "NL")),
            Telephone(message, person.Phone),
            message.M("Emailadres", person.Email));

    private static XElement Person(Jw message, SandboxPerson person, int number) => message.M("Relatie",
        message.M("Nummer", number.ToString(CultureInfo.InvariantCulture)),
        message.M("Volgorde", number.ToString(CultureInfo.InvariantCulture)),
        message.M("Soort", person.Relation == "ouder" ? "10" : "11"),
        message.M("Geboortedatum", B("Datum", person.BirthDate.Iso())),
        message.M("Geslacht", Sex(person)),
        message.Name(person, withNameUse: true),
        Contact(person, message));

    private static XElement Organisation(Jw message, SandboxOrganisation organisation, int number) => message.M("Relatie",
        message.M("Nummer", number.ToString(CultureInfo.InvariantCulture)),
        message.M("Volgorde", number.ToString(CultureInfo.InvariantCulture)),
        message.M("Soort", "11"),
        message.M("Naam", B("Geslachtsnaam", B("Achternaam", organisation.Name)), B("NaamGebruik", "6")),
        message.M("Contact", message.M("Soort", "03"), message.M("Organisatie", organisation.Name), Telephone(message, "0699900002")));

    private static XElement Telephone(Jw message, string digits) =>
        message.M("Telefoon", B("Telefoon01", B("Telefoonnummer", digits), B("Landnummer", "0031")));
}
