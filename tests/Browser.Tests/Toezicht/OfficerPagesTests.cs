using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Toezicht;

[Trait("Needs", "Chromium")]
public sealed class OfficerPagesTests(Chromium chromium, RunningBroker broker)
{
    public static TheoryData<string, string, int> PagesAtEveryWidth()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var width in PageChecks.Widths)
        {
            data.Add("toezicht-overzicht", "/toezicht", width);
            data.Add("toezicht-logboek", "/toezicht/logboek", width);
            data.Add("toezicht-logboek-fout", "/toezicht/logboek?q=onzin", width);
            data.Add("toezicht-controle", "/toezicht/controle", width);
            data.Add("toezicht-meldingen", "/toezicht/meldingen", width);
            data.Add("toezicht-rechten", "/toezicht/rechten", width);
            data.Add("toezicht-exports", "/toezicht/exports", width);
            data.Add("toezicht-rapport", "/toezicht/rapporten", width);
            data.Add("toezicht-register", "/toezicht/register", width);
            data.Add("toezicht-toetredingen", "/toezicht/toetredingen", width);
            data.Add("toezicht-incidenten", "/toezicht/incidenten", width);
            data.Add("toezicht-nazorg", "/toezicht/nazorg", width);
            data.Add("toezicht-bewaren", "/toezicht/bewaren", width);
            data.Add("toezicht-dpia", "/toezicht/dpia", width);
            data.Add("toezicht-toestemmingen", "/toezicht/toestemmingen", width);
            data.Add("toezicht-wat-als", "/toezicht/wat-als", width);
            data.Add("toezicht-kwartaal", "/toezicht/rapporten/2026-Q4", width);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PagesAtEveryWidth))]
    public async Task Every_page_for_officers_is_accessible_at_every_width(string name, string path, int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await SignedInAsync(window);
        var refused = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error") { refused.Add(message.Text); } };

        await page.GotoAsync(broker.Address + path);

        await page.AssertAccessibleAsync(name);
        Assert.Empty(refused);
    }

    [Fact]
    public async Task An_entry_is_reached_by_keyboard_and_without_scripts()
    {
        await using var window = await chromium.WindowAsync(1280, javaScript: true);
        var page = await SignedInAsync(window);
        await page.GotoAsync(broker.Address + "/toezicht/logboek");
        await page.AssertKeyboardReachesMainAsync();

        await page.Locator("main table a").Filter(new() { HasText = "Nr." }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/toezicht/logboek/*");

        await page.AssertAccessibleAsync("toezicht-regel");
        Assert.Contains("Bewijs", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_page_to_choose_an_officer_is_accessible(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.NewPageAsync();

        await page.GotoAsync(broker.Address + "/toezicht");

        await page.AssertAccessibleAsync("toezicht-inloggen");
        Assert.Contains("terug=", page.Url, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<IPage> SignedInAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(broker.Address + "/toezicht/inloggen");
        await page.Locator("button[value=swv-oost-fg]").ClickAsync();
        await page.ArrivesAtAsync("/toezicht");
        return page;
    }
}
