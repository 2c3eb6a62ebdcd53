using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Stopping: two clicks, at once, whole or in part.</summary>
[Trait("Needs", "Chromium")]
[Collection("child 12")]   // they change and read the same consents
public sealed class StopTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task The_page_that_stops_is_readable_by_everyone(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-1-ouder-b");
        await page.ClickLinkAsync("Stop");
        await page.AssertAccessibleAsync("ouders-stoppen");

        await page.ClickButtonAsync("Stop dit deel");

        await page.AssertAccessibleAsync("ouders-stoppen-fout");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clicks_from_the_overview_stop_it_and_the_next_request_is_refused()
    {
        Assert.True(await broker.AskAsync("gemeente-a", "6", "AFSTEMMING_JW_WLZ", "JEUGDCONSULENT", "zorgkantoor"));
        await using var window = await chromium.WindowAsync(390);
        var page = await window.SignInAsync(broker, "kind-6");

        var card = page.Locator("article").Filter(new() { Has = page.Locator("h3", new() { HasText = "Gemeente Fantstede" }) });
        await card.GetByRole(AriaRole.Link, new() { Name = "Stop" }).ClickAsync();
        await page.ClickButtonAsync("Stop alles");

        Assert.Equal("Het is gestopt", await page.Locator("h1").TextContentAsync());
        Assert.False(await broker.AskAsync("gemeente-a", "6", "AFSTEMMING_JW_WLZ", "JEUGDCONSULENT", "zorgkantoor"));
        await page.ClickLinkAsync("Terug naar overzicht");
        Assert.Contains("Gestopt door u", await card.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_can_stop_while_the_rest_goes_on()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-12-ouder-b");
        await page.ClickLinkAsync("Stop");

        await page.GetByLabel("Rapport van het onderzoek").CheckAsync();
        await page.ClickButtonAsync("Stop dit deel");
        Assert.Contains("Rapport van het onderzoek", await page.MainAsync(), StringComparison.Ordinal);
        await page.ClickLinkAsync("Terug naar overzicht");

        var card = await page.Locator("article").First.InnerTextAsync();
        Assert.Contains("Deels gestopt door u", card, StringComparison.Ordinal);
        Assert.DoesNotContain("rapport", card, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Wat het kind nodig heeft", card, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_the_receiver_must_do_and_what_really_went_stands_on_the_page()
    {
        Assert.True(await broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", "zorgaanbieder"));
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");

        await page.Locator("article").Filter(new() { HasText = "Zorg op school goed regelen" }).GetByRole(AriaRole.Link, new() { Name = "Stop" }).ClickAsync();

        var text = await page.MainAsync();
        Assert.Contains("mag wat er is niet meer hiervoor gebruiken.", text, StringComparison.Ordinal);
        Assert.Matches("(ging het één keer|ging het \\d+ keer)", text);
    }
}
