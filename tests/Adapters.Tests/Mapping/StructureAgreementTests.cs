using System.Text;
using System.Xml.Linq;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>What the official schema calls structurally wrong is refused, and what it accepts is not refused for its structure.</summary>
public sealed class StructureAgreementTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Ijw/jw301-full.xml", "ijw-3.2/xsd/JW301.xsd")]
    [InlineData("Ijw/jw302-full.xml", "ijw-3.2/xsd/JW302.xsd")]
    [InlineData("Ijw/jw305-full.xml", "ijw-3.2/xsd/JW305.xsd")]
    [InlineData("Ijw/jw306-full.xml", "ijw-3.2/xsd/JW306.xsd")]
    [InlineData("Ijw/jw307-full.xml", "ijw-3.2/xsd/JW307.xsd")]
    [InlineData("Ijw/jw308-full.xml", "ijw-3.2/xsd/JW308.xsd")]
    [InlineData("Ijw/jw315-full.xml", "ijw-3.2/xsd/JW315.xsd")]
    [InlineData("Ijw/jw317-full.xml", "ijw-3.2/xsd/JW317.xsd")]
    [InlineData("Ijw/jw319-full.xml", "ijw-3.2/xsd/JW319.xsd")]
    [InlineData("Ijw/jw323-full.xml", "ijw-3.2/xsd/JW323.xsd")]
    [InlineData("Ijw/jw316-full.xml", "ijw-3.2/xsd/JW316.xsd")]
    [InlineData("Ijw/jw318-full.xml", "ijw-3.2/xsd/JW318.xsd")]
    [InlineData("Ijw/jw320-full.xml", "ijw-3.2/xsd/JW320.xsd")]
    [InlineData("Ijw/jw325-full.xml", "ijw-3.2/xsd/JW325.xsd")]
    [InlineData("Iwlz/io31-full.xml", "iwlz/xsd-2.2/IO31.xsd")]
    [InlineData("Iwlz/zk31-full.xml", "iwlz/xsd-2.2/ZK31.xsd")]
    [InlineData("Iwlz/aw33-full.xml", "iwlz/xsd-2.2/AW33.xsd")]
    [InlineData("Iwlz/aw35-full.xml", "iwlz/xsd-2.2/AW35.xsd")]
    [InlineData("Oso/ov-full.xml", "oso-2019.1/common/OSO_gegevensset.xsd")]
    [InlineData("Oso/ov-full-other-choices.xml", "oso-2019.1/common/OSO_gegevensset.xsd")]
    [InlineData("Oso/pao-full.xml", "oso-2019.1/common/OSO_gegevensset.xsd")]
    [InlineData("JW301.xml", "ijw-3.2/xsd/JW301.xsd")]
    [InlineData("Voorbeelddossier_OV_POVO_full.xml", "oso-2019.1/common/OSO_gegevensset.xsd")]
    [InlineData("Voorbeelddossier_PaO_POSWV_full.xml", "oso-2019.1/common/OSO_gegevensset.xsd")]
    public void The_verdict_on_structure_is_that_of_the_official_schema(string name, string schema)
    {
        var file = RepositoryTables.Shared(["standards", "data", .. schema.Split('/')]);
        Assert.SkipWhen(file is null, "The official schemas are not on this machine.");
        var (_, document) = RepositoryTables.OwnDocuments().Concat(RepositoryTables.OfficialDocuments()).Single(one => one.Name == name);
        var good = XDocument.Parse(Encoding.UTF8.GetString(document.Content.Span).TrimStart('\uFEFF'));
        var official = new OfficialSchema(file!);
        Assert.Null(official.StructureFault(new XDocument(good)));

        var random = new Random(20261122);
        var (wrong, differences) = (0, new List<string>());
        for (var at = 0; at < 300; at++)
        {
            var (kind, mutant) = StructureMutation.Of(good, random);
            var fault = official.StructureFault(new XDocument(mutant));
            wrong += fault is null ? 0 : 1;
            var refusal = Refusal(document, mutant);
            if (fault is null != refusal is null)
            {
                differences.Add($"{kind}: schema: {Short(fault)}; here: {refusal ?? "accepts"}");
            }
        }

        output.WriteLine($"{name}: {wrong} of 300 wrong, {differences.Count} differences");
        foreach (var difference in differences.GroupBy(one => one).OrderByDescending(same => same.Count()).Take(15))
        {
            output.WriteLine($"{difference.Count()} x {difference.Key}");
        }

        Assert.True(wrong > 100);
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(10)));
    }

    private static string Short(string? fault) =>
        fault is null ? "accepts" : string.Join(' ', System.Text.RegularExpressions.Regex.Matches(fault, "'([^'/:]+)'").Take(2).Select(match => match.Groups[1].Value));

    private static string? Refusal(SourceDocument document, XDocument mutant)
    {
        try
        {
            RepositoryTables.Catalogue.Preview(document with { Content = Encoding.UTF8.GetBytes(mutant.ToString(SaveOptions.DisableFormatting)) }, new PreviewRequest());
            return null;
        }
        catch (SourceRefusedException refusal)
        {
            return refusal.Message;
        }
    }
}
