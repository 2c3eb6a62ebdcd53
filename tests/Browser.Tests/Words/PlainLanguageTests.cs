using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Browser.Tests.Words;

/// <summary>A consent that is not understood is not a consent: what parents read stays short and plain.</summary>
public sealed partial class PlainLanguageTests
{
    private const int LongestSentence = 15;

    /// <summary>Words of offices, each with what to write instead. Officers' pages (toezicht) may use them.</summary>
    private static readonly Dictionary<string, string> Office = new(StringComparer.OrdinalIgnoreCase)
    {
        ["intrekken"] = "stoppen",
        ["verwerken"] = "gebruiken, bekijken",
        ["verwerking"] = "gebruik",
        ["grondslag"] = "reden, regel in de wet",
        ["verstrekken"] = "geven",
        ["middels"] = "met",
        ["teneinde"] = "om",
        ["betreffende"] = "over",
        ["derhalve"] = "daarom",
        ["dient"] = "moet",
        ["conform"] = "volgens",
        ["inzake"] = "over",
        ["alsmede"] = "en",
        ["geraadpleegd"] = "bekeken",
    };

    private static readonly TextCatalogue Catalogue = TextCatalogue.Read(Path.Combine(BuiltPlaces.Repository, "schemas", "texts"));

    public static TheoryData<string, string> FilesForParents()
    {
        var data = new TheoryData<string, string>();
        foreach (var language in Catalogue.Languages)
        {
            foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(BuiltPlaces.Repository, "schemas", "texts", language.Code), "*.json"))
            {
                var area = Path.GetFileNameWithoutExtension(file);
                if (!area.StartsWith("toezicht", StringComparison.Ordinal))
                {
                    data.Add(language.Code, area);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FilesForParents))]
    public void No_sentence_for_parents_is_long(string language, string area)
    {
        var tooLong = Texts(language, area)
            .Where(text => text.Key is not "months")
            .SelectMany(text => EndOfSentence().Split(text.Value).Where(sentence => Word().Count(sentence) > LongestSentence)
                .Select(sentence => $"{area}.{text.Key}: {sentence}"));

        Assert.Empty(tooLong);
    }

    [Theory]
    [MemberData(nameof(FilesForParents))]
    public void No_word_of_offices_stands_in_a_text_for_parents(string language, string area)
    {
        var found = Texts(language, area).SelectMany(text => Word().Matches(text.Value)
            .Where(word => Office.ContainsKey(word.Value))
            .Select(word => $"{area}.{text.Key}: write '{Office[word.Value]}' for '{word.Value}'"));

        Assert.Empty(found);
    }

    [Fact]
    public void Every_word_that_a_page_asks_for_exists()
    {
        var asked = System.IO.Directory.EnumerateFiles(Path.Combine(BuiltPlaces.Repository, "src", "Broker", "Pages"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => AskedWord().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Key: match.Groups[1].Value)))
            .ToList();

        Assert.NotEmpty(asked);
        Assert.All(asked, word => Catalogue.Text(Catalogue.Languages[0], word.Key));
    }

    private static IReadOnlyDictionary<string, string> Texts(string language, string area) =>
        Catalogue.FileOf(Catalogue.Choose(language), area).Texts;

    [GeneratedRegex(@"(?<=[.!?:])\s+")]
    private static partial Regex EndOfSentence();

    [GeneratedRegex(@"[\p{L}\p{N}\u00AD'’-]+")]
    private static partial Regex Word();

    [GeneratedRegex("""\b(?:T|words)\["([^"]+)"[\],]""")]
    private static partial Regex AskedWord();
}
