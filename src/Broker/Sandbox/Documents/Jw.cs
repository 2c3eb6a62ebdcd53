using System.Globalization;
using System.Xml.Linq;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Elements of iJw 3.2 that every message shares. One instance writes one kind of message.</summary>
internal sealed class Jw(string message, string code)
{
    private static readonly XNamespace Base = "http://www.istandaarden.nl/ijw/3_2/basisschema/schema";

    private readonly XNamespace _own = $"http://www.istandaarden.nl/ijw/3_2/{message}/schema";

    /// <summary>An element of the message.</summary>
    public XElement M(string name, params object?[] content) => new(_own + name, content);

    /// <summary>An element of the shared basisschema.</summary>
    public static XElement B(string name, params object?[] content) => new(Base + name, content);

    public XElement Root(XElement header, XElement client) => new(
        _own + "Bericht",
        new XAttribute(XNamespace.Xmlns + "ijw", Base.NamespaceName),
        new XAttribute(XNamespace.Xmlns + message, _own.NamespaceName),
        header,
        client);

    public XElement Header(string sender, string receiver, int number, DateOnly day) => M("Header",
        M("BerichtCode", code),
        M("BerichtVersie", "3"),
        M("BerichtSubversie", "2"),
        M("Afzender", sender),
        M("Ontvanger", receiver),
        M("BerichtIdentificatie", B("Identificatie", $"{code}{number.ToString("00000000", CultureInfo.InvariantCulture)}"), B("Dagtekening", day.Iso())),
        M("XsdVersie", B("BasisschemaXsdVersie", "1.0.0"), B("BerichtXsdVersie", "1.0.0")));

    /// <summary>Bsn, Geboortedatum, Geslacht and Naam of the child; COD046: 1 man, 2 vrouw.</summary>
    public object[] Who(SandboxPerson person, bool withNameUse) =>
    [
        M("Bsn", person.Bsn),
        M("Geboortedatum", B("Datum", person.BirthDate.Iso())),
        M("Geslacht", Sex(person)),
        Name(person, withNameUse),
    ];

    public XElement Name(SandboxPerson person, bool withNameUse) => M("Naam",
        B("Geslachtsnaam", B("Achternaam", person.FamilyName), person.Prefix is null ? null : B("Voorvoegsel", person.Prefix)),
        B("Voornamen", person.GivenName),
        B("Voorletters", person.GivenName[..1]),
        withNameUse ? B("NaamGebruik", "1") : null);

    public XElement Product(SandboxCare care) => M("Product", B("Categorie", care.ProductCategorie), B("Code", care.ProductCode));

    public static string Sex(SandboxPerson person) => person.IsMale ? "1" : "2";
}
