using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources.Gemeente.Brp;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>As <see cref="SchemaDocumentTests"/>, for the sources that write JSON: our own record formats, the registers of the Wlz, and the BRP.</summary>
public sealed class SchemaRecordTests
{
    private const int Times = 40;

    public static TheoryData<string> Registers => ["Indicatieregister-1.graphql", "Indicatieregister-2.graphql", "Bemiddelingregister.graphql"];

    [Theory]
    [InlineData("school")]
    [InlineData("swv")]
    [InlineData("aanbieder")]
    public void A_record_that_is_valid_for_our_schema_is_mapped_and_nothing_in_it_is_forgotten(string source)
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Documents.Root, "schemas", "sources", $"{source}.schema.json")));
        var random = new Random(20261122);
        for (var at = 0; at < Times; at++)
        {
            AssertMapped(source, new RandomRecord(schema.RootElement, random) { Filled = Filled(at) }.Next()!);
        }
    }

    [Theory]
    [MemberData(nameof(Registers))]
    public void An_answer_with_every_member_of_the_official_schema_is_mapped_and_nothing_in_it_is_forgotten(string file)
    {
        var schema = new GraphqlSchema(Official(file));
        var random = new Random(20261122);
        foreach (var query in schema.Queries)
        {
            for (var at = 0; at < Times; at++)
            {
                AssertMapped("iwlz", schema.Answer(query, random, Filled(at)));
            }
        }
    }

    [Fact]
    public void An_answer_to_each_official_query_is_mapped_and_nothing_in_it_is_forgotten()
    {
        var schema = new GraphqlSchema(Official("Bemiddelingregister.graphql"));
        var random = new Random(20261122);
        var answers = 0;
        foreach (var query in System.IO.Directory.GetFiles(Path.GetDirectoryName(Official("Bemiddelingregister.graphql"))!, "QBR-*.graphql", SearchOption.AllDirectories))
        {
            for (var at = 0; at < Times; at++)
            {
                foreach (var answer in schema.Answers(query, random, Filled(at)))
                {
                    AssertMapped("iwlz", answer);
                    answers++;
                }
            }
        }

        Assert.True(answers >= 10 * Times);
    }

    [Theory]
    [InlineData("GezamenlijkOuderlijkGezag")]
    [InlineData("EenhoofdigOuderlijkGezag")]
    [InlineData("GezamenlijkGezag")]
    [InlineData("Voogdij")]
    [InlineData("TijdelijkGeenGezag")]
    [InlineData("GezagNietTeBepalen")]
    public void Every_gezagsrelatie_of_the_official_schema_is_read(string kind)
    {
        var file = RepositoryTables.Shared("standards", "data", "brp-gezag", "specificatie", "resolved", "openapi.json");
        Assert.SkipWhen(file is null, "The official schemas are not on this machine.");
        using var schema = JsonDocument.Parse(File.ReadAllBytes(file!));
        var random = new Random(20261122);
        for (var at = 0; at < Times; at++)
        {
            var relation = new RandomRecord(schema.RootElement, random) { Filled = 1 }.Next($"#/components/schemas/{kind}")!;
            Number(relation, new Queue<string>(["999900006", "999900018", "999900031", "999900043"]));
            var answer = new JsonObject { ["personen"] = new JsonArray(new JsonObject { ["gezag"] = new JsonArray(relation) }) };

            Assert.Equal(kind, Assert.Single(BrpGezagReader.Read(Encoding.UTF8.GetBytes(answer.ToJsonString()))).Kind.ToString());
        }
    }

    /// <summary>A number of its own for every person: a schema says that it has nine digits, not that they pass the elfproef.</summary>
    private static void Number(JsonNode? node, Queue<string> numbers)
    {
        if (node is JsonObject made && made.ContainsKey("burgerservicenummer"))
        {
            made["burgerservicenummer"] = numbers.Dequeue();
        }

        var parts = node is JsonObject members ? members.Select(member => member.Value) : node as IEnumerable<JsonNode?> ?? [];
        foreach (var part in parts.ToList())
        {
            Number(part, numbers);
        }
    }

    private static double Filled(int at) => at % 4 == 0 ? 1 : 0.15 * (at % 4) + 0.2;

    private static string Official(string file)
    {
        var found = RepositoryTables.Shared("standards", "data", "iwlz", "graphql", file);
        Assert.SkipWhen(found is null, "The official schemas are not on this machine.");
        return found!;
    }

    private static void AssertMapped(string source, JsonNode document) =>
        WholeReport.AssertMapped(new SourceDocument(source, Encoding.UTF8.GetBytes(document.ToJsonString())));
}
