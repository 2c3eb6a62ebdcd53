using Microsoft.Playwright;
using Xunit;
using ZioExchange.Browser.Tests.Toezicht;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The family's own look at what is known (rows M32 and M33): the week and what there is on one page, the facts on a page for each source.</summary>
[Trait("Needs", "Chromium")]
public sealed class KnownTests(Chromium chromium, RunningBroker broker)
{
    private const int MostParts = 20;

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Each_organisation_stands_on_one_page_and_what_it_knows_on_a_page_of_its_own(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        await page.ClickLinkAsync("Wat is bekend over Zephyrno?");
        await page.AssertAccessibleAsync("ouders-bekend");
        var text = await page.MainAsync();
        Assert.All(
            ["De Verzinboom", "Jeugdhulp De Luchtbrug", "Zorggroep Denkbeeld", "Zorgkantoor Fantland", "Gemeente Fantstede", "Wie doet wat op school, deze week?", "Maandag", "Wie zegt dit"],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
        var overview = page.Url;

        var read = new List<string>();
        foreach (var (address, number) in (await AddressesAsync(page)).Select((address, index) => (address, index)))
        {
            await page.GotoAsync(address);
            await page.AssertAccessibleAsync($"ouders-bekend-{number}");
            Assert.StartsWith(overview + "/", address, StringComparison.Ordinal);
            Assert.NotEqual(0, await page.GetByRole(AriaRole.Button, new() { Name = "Dit klopt niet" }).CountAsync());
            read.Add(await page.MainAsync());
            for (var part = 2; await page.Locator("a[rel=next]").CountAsync() > 0 && part < MostParts; part++)
            {
                await page.ClickLinkAsync("Volgende deel");
                read.Add(await page.MainAsync());
                Assert.Contains($"Dit is deel {part} van", read[^1], StringComparison.Ordinal);
            }
        }

        var facts = string.Join('\n', read);
        Assert.All(["2 maart 2017", "persoonlijke verzorging"], expected => Assert.Contains(expected, facts, StringComparison.Ordinal));
        Assert.DoesNotMatch("https?://", facts);
        Assert.DoesNotContain(broker.Output, line => line.Contains("Zephyrno", StringComparison.Ordinal) || line.Contains("999901102", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_keyboard_alone_without_scripts_from_the_overview_over_one_kind_to_the_last_part_and_to_what_is_wrong()
    {
        await using var window = await chromium.WindowAsync(390, javaScript: false);
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        await page.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Wat is bekend over Zephyrno?" }).First);
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAtAsync("/wat-is-bekend");
        var kinds = page.Locator("main ul a");
        var counts = (await kinds.AllInnerTextsAsync()).Select(text => int.Parse(text.Split('(')[1].Split(')')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var most = counts.IndexOf(counts.Max());
        await page.TabToAsync(kinds.Nth(most));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main nav a[aria-current=true]")).ToHaveCountAsync(1);
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);

        var seen = await Wrong(page).CountAsync();
        for (var part = 2; await page.Locator("a[rel=next]").CountAsync() > 0 && part < MostParts; part++)
        {
            var before = page.Url;
            await page.TabToAsync("a[rel=next]");
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page).Not.ToHaveURLAsync(before);
            await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
            seen += await Wrong(page).CountAsync();
        }

        Assert.Equal(counts[most], seen);
        await page.TabToAsync(Wrong(page).First);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("textarea")).ToContainTextAsync("Dit staat er nu");
    }

    [Fact]
    public async Task A_young_person_of_13_sees_it_alone()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.SignInAsync(broker, "kind-3");

        await page.ClickLinkAsync("Wat is bekend over Thyvaro?");

        Assert.Contains("De Verzinboom", await page.MainAsync(), StringComparison.Ordinal);
    }

    /// <summary>The page of each source, from the page over all of them.</summary>
    internal static async Task<IReadOnlyList<string>> AddressesAsync(IPage page) =>
        [.. (await page.Locator("main a").EvaluateAllAsync<string[]>("all => all.map(link => link.href)")).Where(address => new Uri(address).AbsolutePath.Contains("/wat-is-bekend/", StringComparison.Ordinal) && !address.Contains('?', StringComparison.Ordinal))];

    private static ILocator Wrong(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Dit klopt niet" });
}
