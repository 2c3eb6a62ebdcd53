using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Elements of OSO 2019.1 that occur at several places.</summary>
internal static class Oso
{
    public static readonly XNamespace Namespace = "http://www.edustandaard.nl/oso_gegevensset/2019/dossier";

    private static readonly DateTimeOffset ZipMoment = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static XElement E(string name, params object?[] content) => new(Namespace + name, content);

    public static string Flag(bool value) => value ? "true" : "false";

    public static XElement Adreslijst(string kind, string street, int number, string postcode, string town) => E("adreslijst", E("adres",
        E("soortadres", kind),
        E("straat", street),
        E("nummer", number.ToString(CultureInfo.InvariantCulture)),
        E("postcode", postcode),
        E("plaats", town),
        E("land", new XAttribute("omschrijving", "Nederland"), "6030")));

    /// <summary>Telephone and mail; for a secret address the dummies that OSO demands (rules PaO.LL08 and OV04).</summary>
    public static XElement Communicatielijst(string phone, string mail, bool secret, string use = "prive") => E("communicatielijst",
        E("communicatie", E("soort", "telefoon"), E("aanduiding", use), E("nummer", secret ? "9999999999" : phone), E("geheim", Flag(secret)), E("noodnummer", "false")),
        E("communicatie", E("soort", "e-mail"), E("aanduiding", use), E("nummer", secret ? "geheim@geheim.geheim" : mail), E("geheim", Flag(secret)), E("noodnummer", "false")));

    /// <summary>A text as OSO carries a document: a ZIP, in base64.</summary>
    public static XElement Document(string file, string description, string text)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create))
        {
            var entry = zip.CreateEntry(file, CompressionLevel.NoCompression);
            entry.LastWriteTime = ZipMoment;
            using var content = entry.Open();
            content.Write(Encoding.UTF8.GetBytes(text));
        }

        return E("document", E("bestandsnaam", file), E("omschrijving", description), E("bestandsinhoud", Convert.ToBase64String(zipped.ToArray())));
    }
}
