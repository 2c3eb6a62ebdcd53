using Microsoft.Playwright;
using Xunit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Browser.Tests.Toezicht;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>A pupil of 13 without DigiD: the school prints a letter, the pupil types it over and is in.</summary>
[Trait("Needs", "Chromium")]
public sealed class LetterSignInTests(Chromium chromium, RunningBroker broker)
{
    private const string Employee = "school-so-baliemedewerker";
    private static readonly (string Field, string Value)[] BornOn = [("#Dag", "11"), ("#Maand", "6"), ("#Jaar", "2013")];

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Every_screen_from_the_letter_to_the_overview_is_readable_by_everyone(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var letter = await LetterAsync(window);
        await letter.AssertAccessibleAsync("balie-codebrief");
        var code = await letter.Locator("code").InnerTextAsync();

        await using var phone = await chromium.WindowAsync(width);
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/inloggen");
        await page.ClickLinkAsync("Jongere zonder DigiD?");
        await page.AssertAccessibleAsync("inloggen-brief");
        await page.ClickButtonAsync("Log in");
        await page.AssertAccessibleAsync("inloggen-brief-fout");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains("horen niet bij elkaar", await page.MainAsync(), StringComparison.Ordinal);

        await page.Locator("#Code").FillAsync(code.ToLowerInvariant());
        foreach (var (field, value) in BornOn)
        {
            await page.Locator(field).FillAsync(value);
        }

        await page.ClickButtonAsync("Log in");
        await page.ArrivesAtAsync("/ouders");
        await page.AssertAccessibleAsync("ouders-met-brief");
        await page.ClickLinkAsync("Wat is bekend over Thyvaro?");
        await page.AssertAccessibleAsync("ouders-bekend-met-brief");
        Assert.Contains("alleen zien als u met DigiD inlogt", await page.MainAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(broker.Output, line => line.Contains(code, StringComparison.OrdinalIgnoreCase) || line.Contains("Thyvaro", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task By_keyboard_alone_and_without_scripts_the_pupil_gets_in_and_out(int width)
    {
        await using var window = await chromium.WindowAsync();
        var code = await (await LetterAsync(window)).Locator("code").InnerTextAsync();

        await using var phone = await chromium.WindowAsync(width, javaScript: false);
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/inloggen");
        await EnterOnAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Jongere zonder DigiD?" }).First);
        await page.ArrivesAtAsync("/inloggen/brief");
        await page.TypeIntoAsync("#Code", "0000-0000-0000-0000");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("horen niet bij elkaar").First).ToBeVisibleAsync();

        await page.TypeIntoAsync("#Code", code);
        foreach (var (field, value) in BornOn)
        {
            await page.TypeIntoAsync(field, value);
        }

        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAtAsync("/ouders");
        await page.AssertNoSidewaysScrollAsync();
        await EnterOnAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).First);
        await page.ArrivesAtAsync("/uitloggen");
    }

    private static async Task EnterOnAsync(IPage page, ILocator target)
    {
        await page.TabToAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<IPage> LetterAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/toezicht/inloggen");
        await page.Locator($"button[value={Employee}]").ClickAsync();
        await page.ArrivesAtAsync("/toezicht/balie");
        await page.Locator("#Nummer").FillAsync(SandboxFamilies.Read(broker.DataPath)!.NumberOf("3", "school-so")!.Value);
        await page.ClickButtonAsync("Zoek het kind");
        await page.ClickButtonAsync("Maak een brief met een code");
        await page.ArrivesAtAsync("/toezicht/balie/codebrief");
        return page;
    }
}
