using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Export;
using ZioExchange.Adapters.Tests.Fhir;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>What tables are exported as is FHIR R4 by our own validator and by another implementation.</summary>
public sealed class ExportTests
{
    [Fact]
    public void Every_table_of_the_repository_is_a_valid_StructureMap()
    {
        var maps = StructureMapExport.Write(RepositoryTables.Catalogue).ToList();

        Assert.Equal(RepositoryTables.Catalogue.Tables.Count, maps.Count);
        Assert.All(maps, map => Assert.Empty(FhirValidator.Validate(map.Json, FhirTable.Types)));
        Medplum.Confirm([.. maps.Select(map => OneLine(map.Json))]);
    }

    [Fact]
    public void Every_code_map_of_the_repository_is_a_valid_ConceptMap()
    {
        var maps = System.IO.Directory.GetFiles(FhirTable.Schemas, "ConceptMap-*.json").Select(File.ReadAllBytes).ToList();

        Assert.NotEmpty(maps);
        Assert.All(maps, map => Assert.Empty(FhirValidator.Validate(map, FhirTable.Types)));
        Medplum.Confirm([.. maps.Select(OneLine)]);
    }

    [Fact]
    public void A_rule_says_where_it_reads_and_writes_and_which_code_map_it_uses()
    {
        var map = JsonDocument.Parse(StructureMapExport.Write(Samples.Load(JeugdhulpSample.Table)).Single().Json).RootElement;
        var rule = map.GetProperty("group").EnumerateArray().SelectMany(group => group.GetProperty("rule").EnumerateArray())
            .Single(rule => rule.GetProperty("name").GetString() == "T-07");
        var target = rule.GetProperty("target")[0];

        Assert.Equal("Categorie", rule.GetProperty("source")[0].GetProperty("element").GetString());
        Assert.Equal(("category", "translate"), (target.GetProperty("element").GetString(), target.GetProperty("transform").GetString()));
        Assert.EndsWith("/ConceptMap/kind", target.GetProperty("parameter")[0].GetProperty("valueString").GetString(), StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> OneLine(byte[] json) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement));
}
