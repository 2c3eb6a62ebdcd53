using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>One dossier is about one child: what may be about another is refused as a whole, in every format that can hold several.</summary>
public sealed class SeveralChildrenTests
{
    private const string Other = "999900018";

    [Theory]
    [InlineData("Ijw/jw323-full.xml")]
    [InlineData("Ijw/jw325-full.xml")]
    [InlineData("Iwlz/io31-full.xml")]
    [InlineData("Iwlz/aw33-full.xml")]
    [InlineData("Iwlz/aw35-full.xml")]
    public void A_second_client_is_another_child_unless_the_number_says_that_it_is_the_same(string name)
    {
        var (document, clients, second) = WithASecond(name);
        var number = second.Elements().Single(element => element.Name.LocalName == "Bsn");

        Assert.Null(Refusal(document, clients.ToString()));
        foreach (var value in new[] { Other, "", " ", "000000000" })
        {
            number.Value = value;
            Assert.Equal(RefusalCode.SeveralChildren, Refusal(document, clients.ToString()));
        }
    }

    [Theory]
    [InlineData("Ijw/jw323-full.xml")]
    [InlineData("Ijw/jw325-full.xml")]
    [InlineData("Iwlz/io31-full.xml")]
    [InlineData("Iwlz/aw33-full.xml")]
    [InlineData("Iwlz/aw35-full.xml")]
    public void What_stands_in_a_second_client_of_the_same_child_has_a_place_of_its_own(string name)
    {
        var (document, clients, _) = WithASecond(name);

        var resources = RepositoryTables.Catalogue.Preview(document with { Content = Encoding.UTF8.GetBytes(clients.ToString()) }, new PreviewRequest()).Resources;

        Assert.Distinct(resources.Select(one => JsonNode.Parse(one.Span)!).Select(one => $"{one["resourceType"]}/{one["id"]}"));
    }

    [Theory]
    [InlineData("Iwlz/indicatieregister-2-full.json", "wlzIndicatie")]
    [InlineData("Iwlz/indicatieregister-1-full.json", "getWlzIndicatiesVoorBsn")]
    [InlineData("Iwlz/bemiddelingregister-bemiddeling-full.json", "bemiddeling")]
    [InlineData("Iwlz/bemiddelingregister-bemiddelingspecificatie-full.json", "bemiddelingspecificatie")]
    [InlineData("Iwlz/bemiddelingregister-regiehouder-full.json", "regiehouder")]
    [InlineData("Iwlz/bemiddelingregister-overdracht-full.json", "overdracht")]
    public void An_entry_of_a_register_about_another_child_or_about_nobody_spoils_the_answer(string name, string list)
    {
        var document = Own(name);
        var answer = JsonNode.Parse(Encoding.UTF8.GetString(document.Content.Span).TrimStart('\uFEFF'))!;
        var entries = answer["data"]![list]!.AsArray();
        var good = entries[0]!.ToJsonString();

        Assert.Null(Refusal(document, answer.ToJsonString()));
        foreach (var (from, to) in new[] { ("\"999900006\"", $"\"{Other}\""), ("\"999900006\"", "\"\""), ("\"999900006\"", "null") })
        {
            Assert.Contains(from, good, StringComparison.Ordinal);
            entries.Add(JsonNode.Parse(good.Replace(from, to, StringComparison.Ordinal)));
            Assert.Equal(RefusalCode.SeveralChildren, Refusal(document, answer.ToJsonString()));
            entries.RemoveAt(entries.Count - 1);
        }
    }

    private static SourceDocument Own(string name) => RepositoryTables.OwnDocuments().Single(one => one.Name == name).Document;

    /// <summary>The document with its first client in it once more.</summary>
    private static (SourceDocument Document, XDocument Clients, XElement Second) WithASecond(string name)
    {
        var document = Own(name);
        var clients = XDocument.Parse(Encoding.UTF8.GetString(document.Content.Span).TrimStart('\uFEFF'));
        var first = clients.Descendants().First(element => element.Name.LocalName == "Client");
        var second = new XElement(first);
        first.AddAfterSelf(second);
        return (document, clients, second);
    }

    private static RefusalCode? Refusal(SourceDocument document, string text)
    {
        try
        {
            RepositoryTables.Catalogue.Preview(document with { Content = Encoding.UTF8.GetBytes(text) }, new PreviewRequest());
            return null;
        }
        catch (SourceRefusedException refusal)
        {
            return refusal.Code;
        }
    }
}
