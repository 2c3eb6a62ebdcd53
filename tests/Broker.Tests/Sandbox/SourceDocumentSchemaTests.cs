using System.Text;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>Every document of every family is one that the party's own definition accepts.</summary>
public sealed class SourceDocumentSchemaTests
{
    private static readonly SandboxRegion Demo = Region.Demonstration;

    public static IEnumerable<TheoryDataRow<string>> References => Region.References;

    [Theory]
    [MemberData(nameof(References))]
    public void An_OSO_dossier_validates_in_both_profiles(string child)
    {
        Assert.Empty(OfficialSchemas.FaultsOf(OsoDocument.Write(Demo, Demo.Child(child), pao: true), "oso-2019.1", "common", "OSO_gegevensset.xsd"));
        Assert.Empty(OfficialSchemas.FaultsOf(OsoDocument.Write(Demo, Demo.Child(child), pao: false), "oso-2019.1", "common", "OSO_gegevensset.xsd"));
    }

    [Theory]
    [MemberData(nameof(References))]
    public void Every_iJw_message_validates(string child)
    {
        Assert.Empty(OfficialSchemas.FaultsOf(Jw301Document.Write(Demo, Demo.Child(child)), "ijw-3.2", "xsd", "JW301.xsd"));
        Assert.Empty(OfficialSchemas.FaultsOf(Jw305Document.Write(Demo, Demo.Child(child)), "ijw-3.2", "xsd", "JW305.xsd"));
        Assert.Empty(OfficialSchemas.FaultsOf(Jw307Document.Write(Demo, Demo.Child(child)), "ijw-3.2", "xsd", "JW307.xsd"));
    }

    [Fact]
    public void The_check_against_the_official_schema_does_find_a_fault()
    {
        var broken = Encoding.UTF8.GetString(Jw301Document.Write(Demo, Demo.Child("1"))).Replace(":Geslacht>", ":Sekse>", StringComparison.Ordinal);

        Assert.NotEmpty(OfficialSchemas.FaultsOf(Encoding.UTF8.GetBytes(broken), "ijw-3.2", "xsd", "JW301.xsd"));
    }

    [Theory]
    [InlineData(2026, 12, 31)]
    [InlineData(2027, 8, 1)]
    [InlineData(2028, 2, 29)]
    public void The_documents_validate_on_another_day_too(int year, int month, int day)
    {
        var region = SandboxRegion.Create(new DateOnly(year, month, day));

        Assert.All(region.Children, child =>
        {
            Assert.Empty(OfficialSchemas.FaultsOf(OsoDocument.Write(region, child, pao: false), "oso-2019.1", "common", "OSO_gegevensset.xsd"));
            Assert.Empty(OfficialSchemas.FaultsOf(Jw307Document.Write(region, child), "ijw-3.2", "xsd", "JW307.xsd"));
            Assert.Empty(JsonShape.FaultsOf(SchoolDocument.Write(region, child), "school.schema.json"));
        });
    }

    [Theory]
    [MemberData(nameof(References))]
    public void A_record_of_our_own_validates(string reference)
    {
        var child = Demo.Child(reference);

        Assert.Empty(JsonShape.FaultsOf(SchoolDocument.Write(Demo, child), "school.schema.json"));

        if (child.Swv is not null)
        {
            Assert.Empty(JsonShape.FaultsOf(SwvDocument.Write(Demo, child), "swv.schema.json"));
        }

        foreach (var client in child.SourceKeys.Keys.Where(client => client.EndsWith("aanbieder", StringComparison.Ordinal)))
        {
            Assert.Empty(JsonShape.FaultsOf(AanbiederDocument.Write(Demo, child, client), "aanbieder.schema.json"));
        }
    }

    [Theory]
    [InlineData("\"weekdag\":\"ma\"", "\"weekdag\":\"maandag\"")]
    [InlineData("\"version\":\"1.0\"", "\"version\":\"2.0\"")]
    [InlineData("\"opp\":", "\"oppp\":")]
    [InlineData("\"begin\":\"08:30\"", "\"begin\":\"8.30\"")]
    public void The_check_against_our_own_schema_does_find_a_fault(string right, string wrong)
    {
        var broken = Encoding.UTF8.GetString(SchoolDocument.Write(Demo, Demo.Child("1"))).Replace(right, wrong, StringComparison.Ordinal);

        Assert.NotEmpty(JsonShape.FaultsOf(Encoding.UTF8.GetBytes(broken), "school.schema.json"));
    }

    [Theory]
    [InlineData(2026, 11, 24)]
    [InlineData(2027, 8, 1)]
    [InlineData(2028, 2, 29)]
    public void The_same_day_gives_the_same_bytes(int year, int month, int day)
    {
        static IEnumerable<byte[]> All(SandboxRegion region) => region.Children.SelectMany(child => new[]
        {
            OsoDocument.Write(region, child, pao: false), SchoolDocument.Write(region, child), Jw301Document.Write(region, child),
            IndicatieDocument.Write(region, child), AanbiederDocument.Write(region, child, child.SourceKeys.Keys.FirstOrDefault(key => key.EndsWith("aanbieder", StringComparison.Ordinal)) ?? SandboxOrganisations.Zorgaanbieder),
            Encoding.UTF8.GetBytes(FamiliesFile.Text(region)),
        });

        var date = new DateOnly(year, month, day);

        Assert.Equal(All(SandboxRegion.Create(date)), All(SandboxRegion.Create(date)));
    }
}
