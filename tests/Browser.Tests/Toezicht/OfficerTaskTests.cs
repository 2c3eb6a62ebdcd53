using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using ZioExchange.Browser.Tests.Ouders;

namespace ZioExchange.Browser.Tests.Toezicht;

/// <summary>What officers come to do, each task from its page to its end, by keyboard alone, on a desk and on a phone.</summary>
[Trait("Needs", "Chromium")]
public sealed partial class OfficerTaskTests(Chromium chromium, RunningBroker broker)
{
    private const int MostTabs = 150;

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_draft_of_the_matrix_is_put_to_the_decisions_of_this_month(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await SignedInAsync(window, "swv-oost-fg");
        await page.GotoAsync(broker.Address + "/toezicht/wat-als");
        await TypeAsync(page, "[name=Maand]", DateTime.UtcNow.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));
        await FocusAsync(page, "[name=Ontwerp]");   // the window of the system that chooses a file is no page
        await page.Locator("[name=Ontwerp]").SetInputFilesAsync(Path.Combine(BuiltPlaces.Repository, "schemas", "policy", "matrix.json"));
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Reken door" }));

        var refresh = page.GetByRole(AriaRole.Link, new() { Name = "Kijk opnieuw" });
        for (var look = 0; look < 60 && await refresh.CountAsync() > 0; look++)
        {
            await page.WaitForTimeoutAsync(1000);   // as a reader would
            await PressAsync(page, refresh);
        }

        Assert.Contains("0 met een ander antwoord", await page.MainAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("toezicht-wat-als-uitkomst");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_request_of_a_parent_is_recorded_for_a_child_found_by_its_number_and_answered(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await SignedInAsync(window, width == 390 ? "gemeente-a-privacy-officer" : "gemeente-b-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/logboek");
        var number = ZioExchange.Broker.Cli.Ask.SandboxFamilies.Read(broker.DataPath)!.NumberOf("1", width == 390 ? "gemeente-a" : "gemeente-b")!.Value;
        await PressAsync(page, page.Locator("main details:has(input[name=Nummer]) > summary"));
        await TypeAsync(page, "[name=Nummer]", number);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/toezicht/kinderen/*");
        Assert.DoesNotContain(number, page.Url, StringComparison.Ordinal);
        var name = page.Url.Split('/')[^1];
        await PressAsync(page, page.Locator("main a[href$='/inzage']"));
        await page.AssertAccessibleAsync("toezicht-inzage");

        await page.GotoAsync(broker.Address + "/toezicht/rechten");
        await TypeAsync(page, "[name=Kind]", name);
        await FocusAsync(page, "input[name=Soort]");
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, page.Locator("form[action*=Nieuw] button"));
        await PressAsync(page, page.Locator("main summary").First);
        await TypeAsync(page, "main details[open] input[name=tekst]", "Overzicht gestuurd.");
        await page.AssertAccessibleAsync("toezicht-rechten-open");
        await PressAsync(page, page.Locator("main details[open] button[value=ja]"));

        Assert.Contains("Overzicht gestuurd.", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_wrong_delivery_is_recalled_and_its_recipient_says_that_it_is_erased(int width)
    {
        Assert.True(await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so", "VZ-2026-0101"));
        await using var desk = await chromium.WindowAsync(width);
        var source = await SignedInAsync(desk, "school-so-privacy-officer");
        await source.GotoAsync(broker.Address + "/toezicht/logboek?q=actie:gelezen");
        var entry = Digits().Match(await source.Locator("main table a").Filter(new() { HasText = "Nr." }).First.InnerTextAsync()).Value;
        await source.GotoAsync(broker.Address + "/toezicht/nazorg");
        await TypeAsync(source, "[name=Regel]", entry);
        await FocusAsync(source, "input[name=Fout]");
        await source.Keyboard.PressAsync("Space");
        await TypeAsync(source, "[name=Toelichting]", "Twee dossiers verwisseld.");
        await PressAsync(source, source.GetByRole(AriaRole.Button, new() { Name = "Vraag de ontvanger te wissen" }));
        Assert.Contains("Verzoek om te wissen is gedaan.", await source.MainAsync(), StringComparison.Ordinal);
        await source.AssertAccessibleAsync("toezicht-nazorg-bron");

        await using var other = await chromium.WindowAsync(width);
        var recipient = await SignedInAsync(other, "swv-oost-privacy-officer");
        await recipient.GotoAsync(broker.Address + "/toezicht/nazorg");
        await TypeAsync(recipient, "main form[action*=Antwoord] input[name=tekst]", "Gewist uit het zaaksysteem.");
        await recipient.AssertAccessibleAsync("toezicht-nazorg-ontvanger");
        await PressAsync(recipient, recipient.GetByRole(AriaRole.Button, new() { Name = "Wij hebben gewist" }).First);

        await source.ReloadAsync();
        Assert.Contains("Gewist uit het zaaksysteem.", await source.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280, "gemeente-a")]
    [InlineData(390, "gemeente-b")]
    public async Task A_dpia_is_made_advised_on_by_the_fg_and_signed(int width, string organisation)
    {
        await using var first = await chromium.WindowAsync(width);
        var officer = await SignedInAsync(first, organisation + "-privacy-officer");
        await officer.GotoAsync(broker.Address + "/toezicht/dpia");
        await PressAsync(officer, officer.GetByRole(AriaRole.Button, new() { Name = "Leg vast als nieuwe versie" }));

        await using var second = await chromium.WindowAsync(width);
        var fg = await SignedInAsync(second, organisation + "-fg");
        await fg.GotoAsync(broker.Address + "/toezicht/dpia");
        await FocusAsync(fg, "input[name=Oordeel]");
        await fg.Keyboard.PressAsync("Space");
        await TypeAsync(fg, "[name=Advies]", "Informeer gezinnen eerder.");
        await fg.AssertAccessibleAsync("toezicht-dpia-advies");
        await PressAsync(fg, fg.GetByRole(AriaRole.Button, new() { Name = "Geef advies" }));

        await officer.ReloadAsync();
        await TypeAsync(officer, "[name=Weging]", "Brieven gaan dezelfde dag uit.");
        await PressAsync(officer, officer.GetByRole(AriaRole.Button, new() { Name = "Stel vast" }));

        Assert.Contains("Brieven gaan dezelfde dag uit.", await officer.MainAsync(), StringComparison.Ordinal);
        await officer.AssertAccessibleAsync("toezicht-dpia-vastgesteld");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_incident_is_scoped_and_the_decision_to_report_is_recorded(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await SignedInAsync(window, "school-po-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/incidenten");
        await TypeAsync(page, "[name=Medewerker]", "0123456789abcdef");
        await PressAsync(page, page.Locator("form[action*=Nieuw] button"));
        await TypeAsync(page, "main form[action*=Besluit] input[name=waarom]", $"Niets verstrekt, gezien op {width}.");
        await page.AssertAccessibleAsync("toezicht-incident-open");
        await PressAsync(page, page.Locator("main form[action*=Besluit] button[value=nee]").First);

        Assert.Contains($"Niets verstrekt, gezien op {width}.", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_row_is_held_freed_and_certified_as_deleted(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await SignedInAsync(window, "swv-oost-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/bewaren");
        await TypeAsync(page, "[name=Rij]", "M01");
        await TypeAsync(page, "[name=Reden]", $"Klacht {width}.");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Blokkeer het wissen" }));
        Assert.Contains($"Klacht {width}.", await page.MainAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("toezicht-bewaren-geblokkeerd");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Geef vrij" }).First);
        await TypeAsync(page, "[name=Rij]", "M01");
        await TypeAsync(page, "[name=Tot]", "2026-01-31");
        await FocusAsync(page, "input[name=Wijze]");
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Verklaar" }));

        Assert.Contains("gewist in het systeem", await page.Locator("main table").InnerTextAsync(), StringComparison.Ordinal);
    }

    private async Task<IPage> SignedInAsync(IBrowserContext window, string persona)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(broker.Address + "/toezicht/inloggen");
        await PressAsync(page, page.Locator($"button[value={persona}]"));
        await page.ArrivesAtAsync("/toezicht");
        return page;
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await FocusAsync(page, field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task PressAsync(IPage page, ILocator target)
    {
        await FocusAsync(page, target);
        var isSummary = await target.EvaluateAsync<bool>("target => target.tagName === 'SUMMARY'");
        if (isSummary)
        {
            await page.Keyboard.PressAsync("Enter");
            return;
        }

        await page.EvaluateAsync("window.before = true");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
    }

    private static Task FocusAsync(IPage page, string field) => FocusAsync(page, page.Locator(field).First);

    /// <summary>Tab, from wherever the focus is, until it is on the target: what cannot be reached so fails.</summary>
    private static async Task FocusAsync(IPage page, ILocator target)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await target.EvaluateAsync<bool>("target => document.activeElement === target"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach {target} on {page.Url}.");
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
