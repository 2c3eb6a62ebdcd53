using System.Text;
using System.Xml.Linq;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Whatever an official schema allows is read: made at random from it, half filled and with every optional element, never refused, never forgotten.</summary>
public sealed class SchemaDocumentTests
{
    private static readonly Dictionary<string, string> Given = new(StringComparer.Ordinal)
    {
        ["standaardversie"] = "2019.1",
        ["Bsn"] = "999900006",
        ["bsn"] = "999900006",
    };

    public static TheoryData<string, string> Schemas =>
    [
        .. new[] { 301, 302, 305, 306, 307, 308, 315, 316, 317, 318, 319, 320, 323, 325 }.Select(code => ("ijw", $"ijw-3.2/xsd/JW{code}.xsd")),
        .. new[] { "IO31", "ZK31", "AW33", "AW35" }.Select(code => ("iwlz", $"iwlz/xsd-2.2/{code}.xsd")),
        ("oso", "oso-2019.1/common/OSO_gegevensset.xsd"),
    ];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_document_that_is_valid_for_its_schema_is_mapped_to_valid_resources_and_nothing_in_it_is_forgotten(string source, string schema)
    {
        var file = RepositoryTables.Shared(["standards", "data", .. schema.Split('/')]);
        Assert.SkipWhen(file is null, "The official schemas are not on this machine.");
        var official = new OfficialSchema(file!);
        var random = new Random(20261122);
        for (var at = 0; at < 40; at++)
        {
            var document = new RandomDocument(official.Schemas, random) { Filled = at % 4 == 0 ? 1 : 0.15 * (at % 4) + 0.2, Given = Given }.Next(source == "oso" ? "dossier" : "Bericht");
            Assert.Null(official.Fault(new XDocument(document)));

            WholeReport.AssertMapped(new SourceDocument(source, Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting))));
        }
    }
}
