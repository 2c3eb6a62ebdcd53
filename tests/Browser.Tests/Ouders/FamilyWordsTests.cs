using Xunit;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Every code that a family can meet has words.</summary>
public sealed class FamilyWordsTests
{
    private static readonly string Schemas = Path.Combine(BuiltPlaces.Repository, "schemas");

    [Fact]
    public void Every_category_and_purpose_has_plain_words_in_every_language()
    {
        var catalogue = TextCatalogue.Read(Path.Combine(Schemas, "texts"));
        var policy = Policy.Parse(new PolicyTexts(Read("matrix"), Read("purposes"), Read("roles"), Read("categories"), Read("party-types"), Read("authority-evidence")));

        Assert.All(catalogue.Languages, language =>
        {
            Assert.All(policy.Categories, category => Assert.NotEmpty(catalogue.Text(language, "ouders-vraag.c-" + category.Code)));
            Assert.All(policy.Categories, category => Assert.NotEmpty(catalogue.Text(language, "ouders-vraag.x-" + category.Code)));
            Assert.All(policy.Purposes, purpose => Assert.NotEmpty(catalogue.Text(language, "ouders-vraag.p-" + purpose.Code)));
        });
    }

    private static string Read(string list) => File.ReadAllText(Path.Combine(Schemas, "policy", list + ".json"));
}
