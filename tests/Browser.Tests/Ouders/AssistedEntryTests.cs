using System.Text;
using Microsoft.Playwright;
using Xunit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Browser.Tests.Toezicht;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Help by phone and on paper: an employee enters what a parent said, a letter is printed, and the parent sees it.</summary>
[Trait("Needs", "Chromium")]
[Collection("child 12")]   // they change and read the same consents
public sealed class AssistedEntryTests(Chromium chromium, RunningBroker broker)
{
    private const string Employee = "instelling-c2-baliemedewerker";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Every_screen_of_the_employee_and_both_letters_are_readable_by_everyone(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await AtChildAsync(window);
        await page.AssertAccessibleAsync("balie-kind");
        await page.ClickLinkAsync("Voer een keuze in");
        await page.ClickButtonAsync("Bewaar deze keuze");
        await page.AssertAccessibleAsync("balie-invoer-fouten");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("input:checked").CountAsync());
        await page.ClickLinkAsync("Terug naar dit kind");
        await page.ClickLinkAsync("Print de brief");
        await page.AssertAccessibleAsync("balie-brief");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.PictureAsync("balie-brief-papier");
        Assert.False(await page.GetByRole(AriaRole.Link, new() { Name = "Terug naar dit kind" }).IsVisibleAsync());
        var letter = await page.MainAsync();
        Assert.All(["Ja, ik geef toestemming", "Nee, ik geef geen toestemming", "Handtekening", "U mag nee zeggen."], words => Assert.Contains(words, letter, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parent_prints_the_question_and_what_came_back_on_paper_is_entered_by_keyboard_and_seen_by_that_parent()
    {
        await using var home = await chromium.WindowAsync(390, javaScript: false);
        var parent = await home.SignInAsync(broker, "kind-12-ouder-b");
        await parent.Locator("article").Filter(new() { HasText = "Gemeente Fantstede" }).GetByRole(AriaRole.Link, new() { Name = "Bekijk" }).ClickAsync();
        await parent.ClickLinkAsync("Kies opnieuw");
        await parent.ClickLinkAsync("Liever op papier? Print de vraag.");
        Assert.Contains("Handtekening", await parent.MainAsync(), StringComparison.Ordinal);

        await using var window = await chromium.WindowAsync();
        var page = await AtChildAsync(window);
        var card = page.Locator("article").Filter(new() { HasText = "Vraag aan " + await GivenNameAsync(parent) });
        await page.PressOnAsync(card.GetByRole(AriaRole.Link, new() { Name = "Voer een keuze in" }));
        await page.ChooseAsync("Route", "Paper");
        await page.ChooseAsync("Keuze", "ja");
        await page.ChooseAsync("Hoelang", "3");
        await page.TabToAsync("#Scan");   // the window of the system that chooses a file is no page
        await page.Locator("#Scan").SetInputFilesAsync(new FilePayload { Name = "brief.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes("%PDF") });
        await page.TabToAsync("#Gezien");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("#Verteld");
        await page.Keyboard.PressAsync("Space");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Bewaar deze keuze" }));
        await Assertions.Expect(page.GetByText("is bewaard")).ToBeVisibleAsync();

        await parent.GotoAsync($"{broker.Address}/ouders/keuzes");
        Assert.Contains("op uw verzoek", await parent.MainAsync(), StringComparison.Ordinal);
        await parent.ClickLinkAsync("Bekijk het bewijs");
        Assert.Contains("Ingevoerd door", await parent.MainAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> GivenNameAsync(IPage letter) => (await letter.GetByText("Beste ").InnerTextAsync())["Beste ".Length..].TrimEnd(',');

    private async Task<IPage> AtChildAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/toezicht/inloggen");
        await page.Locator($"button[value={Employee}]").ClickAsync();
        await page.ArrivesAtAsync("/toezicht/balie");
        await page.AssertAccessibleAsync("balie");
        var number = SandboxFamilies.Read(broker.DataPath)!.NumberOf("12", "instelling-c2")!.Value;
        await page.TypeIntoAsync("#Nummer", number);
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Zoek het kind" }));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Vragen van uw organisatie" })).ToBeVisibleAsync();
        Assert.DoesNotContain(number, page.Url, StringComparison.Ordinal);
        return page;
    }
}
