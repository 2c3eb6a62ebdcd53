using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>An official XSD, read in place, and what it says of the structure of a document.</summary>
internal sealed class OfficialSchema
{
    public OfficialSchema(string file)
    {
        var resolver = new FolderResolver(Path.GetDirectoryName(file)!);
        Schemas = new XmlSchemaSet { XmlResolver = resolver };
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = resolver });
        Schemas.Add(null, reader);
        Schemas.Compile();
    }

    public XmlSchemaSet Schemas { get; }

    /// <summary>The first fault of any kind; null when the document is valid.</summary>
    public string? Fault(XDocument document)
    {
        string? first = null;
        document.Validate(Schemas, (_, fault) => first ??= fault.Message);
        return first;
    }

    /// <summary>The first fault of structure; null when there is none. What values may be is not looked at.</summary>
    public string? StructureFault(XDocument document)
    {
        string? first = null;
        document.Validate(Schemas, (_, fault) =>
        {
            if (first is null && IsStructure(fault.Message))
            {
                first = fault.Message;
            }
        });
        return first;
    }

    private static bool IsStructure(string message) =>
        message.Contains("has invalid child element", StringComparison.Ordinal) || message.Contains("has incomplete content", StringComparison.Ordinal)
        || message.Contains("cannot contain child element", StringComparison.Ordinal) || message.Contains("is not declared", StringComparison.Ordinal);

    private sealed class FolderResolver(string folder) : XmlUrlResolver
    {
        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            absoluteUri.IsFile && Path.GetDirectoryName(absoluteUri.LocalPath) == folder
                ? base.GetEntity(absoluteUri, role, ofObjectToReturn)
                : throw new XmlException("A schema points outside its folder.");
    }
}
