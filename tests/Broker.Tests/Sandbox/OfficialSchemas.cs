using System.Xml;
using System.Xml.Schema;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>The official XSDs, read in place; nothing outside the folder of the first file is opened.</summary>
internal static class OfficialSchemas
{
    public static IReadOnlyList<string> FaultsOf(byte[] xml, params string[] schema)
    {
        var file = SharedFolder.Locate(["standards", "data", .. schema]);
        var resolver = new FolderResolver(Path.GetDirectoryName(file)!);
        var set = new XmlSchemaSet { XmlResolver = resolver };
        using (var schemaReader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = resolver }))
        {
            set.Add(null, schemaReader);
        }

        var faults = new List<string>();
        var settings = new XmlReaderSettings
        {
            ValidationType = ValidationType.Schema,
            Schemas = set,
            DtdProcessing = DtdProcessing.Prohibit,
            ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings,
        };
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(new MemoryStream(xml), settings);
        while (reader.Read())
        {
        }

        return faults;
    }

    private sealed class FolderResolver(string folder) : XmlUrlResolver
    {
        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            absoluteUri.IsFile && Path.GetDirectoryName(absoluteUri.LocalPath) == folder
                ? base.GetEntity(absoluteUri, role, ofObjectToReturn)
                : throw new XmlException("A schema points outside its folder.");
    }
}
