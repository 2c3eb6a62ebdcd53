using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The first page after signing in: who has what, and what waits.</summary>
[Trait("Needs", "Chromium")]
[Collection("child 12")]   // they change and read the same consents
public sealed class OverviewTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData("kind-1-ouder-b", "aan", 1280)]
    [InlineData("kind-1-ouder-b", "aan", 390)]
    [InlineData("kind-1-ouder-b", "aan", 320)]
    [InlineData("kind-2-ouder-b", "gestopt", 1280)]
    [InlineData("kind-2-ouder-b", "gestopt", 390)]
    [InlineData("kind-2-ouder-b", "gestopt", 320)]
    [InlineData("kind-9-ouder-a", "gezag-onbekend", 390)]
    [InlineData("kind-4-ouder-b", "niets", 390)]
    public async Task The_overview_is_readable_by_everyone(string persona, string name, int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, persona);

        await page.AssertAccessibleAsync($"ouders-overzicht-{name}");
        Assert.DoesNotContain("kind", new Uri(page.Url).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_card_says_who_sees_what_from_whom_for_what_and_until_when()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-12-ouder-a");

        var card = await page.Locator("article").First.InnerTextAsync();

        Assert.Contains("Gemeente Fantstede", card, StringComparison.Ordinal);
        Assert.Contains("Instelling De Klankfictie", card, StringComparison.Ordinal);
        Assert.Contains("Toestemming aan", card, StringComparison.Ordinal);
        Assert.Contains("Rapport van het onderzoek", card, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("Tot en met\\s+\\d{1,2} [a-z]+ 20\\d\\d", card);
    }

    [Fact]
    public async Task A_parent_without_gezag_sees_nothing_of_the_child_not_even_its_name()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-4-ouder-b");

        var text = await page.MainAsync();

        Assert.Contains("Er is hier niets voor u", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Yskanda", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_under_a_contact_ban_without_gezag_sees_nothing_either()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-7-ouder-a");

        Assert.DoesNotContain("Obrinette", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_gezag_is_not_known_the_page_says_so_and_shows_no_data()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-9-ouder-a");

        var text = await page.MainAsync();

        Assert.Contains("Wij konden niet vaststellen wie het gezag heeft.", text, StringComparison.Ordinal);
        Assert.Empty(await page.Locator("article").AllAsync());
    }

    [Fact]
    public async Task No_title_holds_a_name()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        var titles = new List<string> { await page.TitleAsync() };
        foreach (var link in new[] { "Wie heeft naar Zephyrno gekeken?", "Wat mag zonder toestemming bij Zephyrno?", "Bekijk" })
        {
            await page.GotoAsync($"{broker.Address}/ouders");
            await page.ClickLinkAsync(link);
            titles.Add(await page.TitleAsync());
            Assert.DoesNotContain("Zephyrno", page.Url, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(titles, title => Assert.DoesNotContain("Zephyrno", title, StringComparison.Ordinal));
        Assert.Equal(4, titles.Distinct().Count());
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_and_everything_in_it()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        await page.GotoAsync($"{broker.Address}/ouders");

        await page.AssertKeyboardReachesMainAsync();
    }
}
