using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources.Gemeente.Brp;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>As <see cref="SchemaRecordTests"/>, for formats that have no schema: documents with every field that their own lists of fields name, read in place.</summary>
public sealed partial class FieldListTests
{
    [Fact]
    public void A_record_with_every_attribute_and_every_code_of_the_GGM_is_mapped_and_nothing_in_it_is_forgotten()
    {
        var folder = RepositoryTables.Shared("standards", "data", "ggm");
        Assert.SkipWhen(folder is null, "The data model is not on this machine.");
        var model = new GgmModel(folder!);
        for (var at = 0; at < model.Longest; at++)
        {
            var (order, decision) = (model.Record("Toewijzing", at), model.Record("Beschikking", at));
            order["levering"] = new JsonArray(model.Record("Levering", at));
            decision["beschikteVoorziening"] = new JsonArray(model.Record("Beschikte Voorziening", at));
            var document = new JsonObject
            {
                ["model"] = "GGM",
                ["modelversie"] = "1.12",
                ["gemeentecode"] = "0344",
                ["jeugdige"] = new JsonObject { ["burgerservicenummer"] = "999900006" },
                ["toewijzing"] = new JsonArray(order),
                ["beschikking"] = new JsonArray(decision),
                ["pgbToekenning"] = new JsonArray(model.Record("PGB-Toekenning", at)),
                ["verzoekOmToewijzing"] = new JsonArray(model.Record("Verzoek om Toewijzing", at)),
                ["verzuimmelding"] = new JsonArray(model.Record("Verzuimmelding", at)),
                ["vrijstelling"] = new JsonArray(model.Record("Vrijstelling", at)),
                ["leerling"] = new JsonArray(model.Record("Leerling", at)),
                ["inschrijving"] = new JsonArray(model.Record("Inschrijving", at)),
                ["school"] = new JsonArray(model.Record("School", at)),
            };

            AssertMapped("ggm", document, issue => issue.Code is IssueCode.AmbiguousUnit || issue.Value is "Leeg" or "Onbekend");
        }
    }

    [Fact]
    public void A_pupil_with_every_field_that_the_reference_names_is_mapped_and_nothing_in_it_is_forgotten()
    {
        var reference = RepositoryTables.Shared("standards", "DEFINITIONS.md");
        Assert.SkipWhen(reference is null, "The reference is not on this machine.");
        var section = File.ReadAllText(reference!).Split("\n### ").Single(part => part.StartsWith("1.3 ", StringComparison.Ordinal));
        var words = Quoted().Matches(section).Select(word => word.Groups[1].Value).ToList();
        var lists = words.Where(word => List().IsMatch(word)).Select(word => word.Split('|')).ToList();
        var fields = words.Where(word => Field().IsMatch(word) && !lists.Exists(list => list.Contains(word))).ToList();
        Assert.Equal((3, 11), (lists.Count, fields.Count));

        for (var at = 0; at < lists.Max(list => list.Length); at++)
        {
            var document = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Split('[')[0], (JsonNode?)Made(field, lists, at))));
            document["organisationMasterIdentifier"] = "104A158";
            AssertMapped("eduv", document, _ => false);
        }
    }

    /// <summary>Version 1 of Haal Centraal: what the reader leaves out of it is sex and birth, which no fact of gezag needs.</summary>
    [Theory]
    [InlineData("TweehoofdigOuderlijkGezag", BrpGezagKind.GezamenlijkOuderlijkGezag, 2)]
    [InlineData("EenhoofdigOuderlijkGezag", BrpGezagKind.EenhoofdigOuderlijkGezag, 1)]
    [InlineData("GezamenlijkGezag", BrpGezagKind.GezamenlijkGezag, 2)]
    [InlineData("Voogdij", BrpGezagKind.Voogdij, 2)]
    [InlineData("TijdelijkGeenGezag", BrpGezagKind.TijdelijkGeenGezag, 0)]
    [InlineData("GezagNietTeBepalen", BrpGezagKind.GezagNietTeBepalen, 0)]
    public void Every_gezagsrelatie_of_version_1_is_read_with_every_field_filled(string type, BrpGezagKind kind, int holders)
    {
        var folder = RepositoryTables.Shared("standards", "data", "brp-gezag", "specificatie", "brp");
        Assert.SkipWhen(folder is null, "The specification is not on this machine.");
        var relation = new BrpVersion1(folder!).Relation(type);

        var read = Assert.Single(BrpGezagReader.Read(Encoding.UTF8.GetBytes(new JsonObject { ["personen"] = new JsonArray(new JsonObject { ["gezag"] = new JsonArray(relation) }) }.ToJsonString())));

        Assert.Equal((kind, holders, true), (read.Kind, read.Holders.Count, read.InOnderzoek));
        Assert.All(read.Holders, holder => Assert.Equal((true, "voornamen voorvoegsel geslachtsnaam"), (holder.IsKnown, holder.Name)));
        Assert.Equal(type.StartsWith('T') && holders == 0 || type.EndsWith("Bepalen", StringComparison.Ordinal) ? "toelichting" : null, read.Explanation);
    }

    private static JsonNode Made(string field, List<string[]> lists, int at)
    {
        if (!field.Contains('[', StringComparison.Ordinal))
        {
            return field switch { "dateOfBirth" => "2014-05-06", "gender" => Of("female", lists, at), "email" => $"pupil{at}@school.example", _ => $"{field}{at}" };
        }

        var names = field[(field.IndexOf('{', StringComparison.Ordinal) + 1)..^1].Split(',');
        return new JsonArray(new JsonObject { [names[0]] = $"12AB0{at}", [names[1]] = Of(names[1] == "userIdType" ? "NEPPI" : "V_ID", lists, at) });
    }

    private static string Of(string one, List<string[]> lists, int at) => lists.Single(list => list.Contains(one)) is var list ? list[at % list.Length] : "";

    private static void AssertMapped(string source, JsonObject document, Predicate<MappingIssue> isDue)
    {
        var sent = new SourceDocument(source, Encoding.UTF8.GetBytes(document.ToJsonString()));
        WholeReport.AssertMapped(sent);
        Assert.All(RepositoryTables.Catalogue.Preview(sent, new PreviewRequest()).Issues, issue => Assert.True(isDue(issue), issue.ToString()));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\w+(\|\w+)+$")]
    private static partial Regex List();

    [GeneratedRegex(@"^[a-z]\w+(\[\]\{[\w,]+\})?$")]
    private static partial Regex Field();
}
