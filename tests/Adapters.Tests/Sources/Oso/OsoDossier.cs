using System.Xml.Linq;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>An OSO dossier with every element filled, in which a test changes what it is about. Paths start below <c>dossier</c>; a name without number means the first.</summary>
internal sealed class OsoDossier
{
    public const string Pupil = "huidigeschool/leerling";

    private static readonly XNamespace Space = "http://www.edustandaard.nl/oso_gegevensset/2019/dossier";

    private readonly XDocument _document;

    private OsoDossier(string text) => _document = XDocument.Parse(text);

    /// <summary>For a transfer to another school.</summary>
    public static OsoDossier Ov() => new(Documents.Own("Oso", "ov-full.xml"));

    /// <summary>The same with the other branch of every choice.</summary>
    public static OsoDossier OvOther() => new(Documents.Own("Oso", "ov-full-other-choices.xml"));

    /// <summary>For a samenwerkingsverband.</summary>
    public static OsoDossier Pao() => new(Documents.Own("Oso", "pao-full.xml"));

    public OsoDossier With(string path, string value)
    {
        Find(path).Value = value;
        return this;
    }

    public OsoDossier WithEach(string name, string value)
    {
        foreach (var element in _document.Descendants(Space + name))
        {
            element.Value = value;
        }

        return this;
    }

    public OsoDossier Without(string path)
    {
        Find(path).Remove();
        return this;
    }

    public OsoDossier After(string path, string xml)
    {
        Find(path).AddAfterSelf(XElement.Parse($"<x xmlns='{Space}'>{xml}</x>").Elements());
        return this;
    }

    public override string ToString() => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{_document}";

    private XElement Find(string path) => path.Split('/').Aggregate(
        _document.Root!, (at, name) => at.Element(Space + name) ?? throw new InvalidOperationException($"The dossier has no {path}."));
}
