using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Who looked, and what goes by law: the family's view of the log.</summary>
[Trait("Needs", "Chromium")]
public sealed class WhoLookedTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Looks_and_refused_attempts_stand_in_words_and_equal_ones_are_one_line(int width)
    {
        for (var times = 0; times < 2; times++)
        {
            Assert.True(await broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", "zorgaanbieder"));
        }

        Assert.False(await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so"));
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        await page.ClickLinkAsync("Wie heeft naar Zephyrno gekeken?");

        await page.AssertAccessibleAsync("ouders-wie-keek");
        var text = await page.MainAsync();
        Assert.Matches("\\d+ keer", text);
        Assert.Contains("Zorg op school", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Samenwerkingsverband Oosterfant", text, StringComparison.Ordinal);
        Assert.Contains("Kreeg niets", text, StringComparison.Ordinal);
        Assert.Contains("fg@school-so.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_period_is_a_choice_that_stays_in_the_address_without_a_name()
    {
        await using var window = await chromium.WindowAsync(390, javaScript: false);
        var page = await window.SignInAsync(broker, "kind-10-ouder-a");
        await page.ClickLinkAsync("Wie heeft naar Brixelmo gekeken?");

        await page.GetByLabel("Welke tijd wilt u zien?").SelectOptionAsync("365");
        await page.ClickButtonAsync("Laat zien");

        Assert.EndsWith("wie-heeft-gekeken?tijd=365", page.Url, StringComparison.Ordinal);
        Assert.Equal("365", await page.Locator("#tijd").InputValueAsync());
    }

    [Fact]
    public async Task Consent_acts_of_the_family_are_not_lines_of_the_list()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-2-ouder-a");
        await page.ClickLinkAsync("Wie heeft naar Wyxandra gekeken?");

        var rows = await page.Locator("tbody tr").AllInnerTextsAsync();

        Assert.All(rows, row => Assert.DoesNotMatch("(?i)gestopt|ja gezegd|nee gezegd|ouder|toestemming", row));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task What_the_law_carries_is_information_with_the_article_and_a_way_to_object(int width)
    {
        Assert.True(await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so", "VZ-2026-0101"));
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        await page.ClickLinkAsync("Wat mag zonder toestemming bij Zephyrno?");
        await page.Locator("details").EvaluateAllAsync<int>("all => { all.forEach(each => each.open = true); return all.length; }");

        await page.AssertAccessibleAsync("ouders-wet");
        var text = await page.MainAsync();
        Assert.Contains("Hiervoor is geen toestemming nodig.", text, StringComparison.Ordinal);
        Assert.Contains("WPO 18a", text, StringComparison.Ordinal);
        Assert.Contains("U mag bezwaar maken.", text, StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("input[type=radio]").CountAsync());
    }
}
