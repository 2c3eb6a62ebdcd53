using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using ZioExchange.Browser.Tests.Ouders;

namespace ZioExchange.Browser.Tests.Toezicht;

/// <summary>What officers come to do, each task from its page to its end, by keyboard alone, on a desk and on a phone.</summary>
[Trait("Needs", "Chromium")]
public sealed partial class OfficerTaskTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_draft_of_the_matrix_is_put_to_the_decisions_of_this_month(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(window, "swv-oost-fg");
        await page.GotoAsync(broker.Address + "/toezicht/wat-als");
        await page.TypeIntoAsync("[name=Maand]", DateTime.UtcNow.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture));
        await page.TabToAsync("[name=Ontwerp]");   // the window of the system that chooses a file is no page
        await page.Locator("[name=Ontwerp]").SetInputFilesAsync(Path.Combine(BuiltPlaces.Repository, "schemas", "policy", "matrix.json"));
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Reken door" }));

        var refresh = page.GetByRole(AriaRole.Link, new() { Name = "Kijk opnieuw" });
        for (var look = 0; look < 60 && await refresh.CountAsync() > 0; look++)
        {
            await page.WaitForTimeoutAsync(1000);   // as a reader would
            await page.PressOnAsync(refresh);
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
        var page = await broker.SignInByKeyboardAsync(window, width == 390 ? "gemeente-a-privacy-officer" : "gemeente-b-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/logboek");
        var number = ZioExchange.Broker.Cli.Ask.SandboxFamilies.Read(broker.DataPath)!.NumberOf("1", width == 390 ? "gemeente-a" : "gemeente-b")!.Value;
        await page.PressOnAsync(page.Locator("main details:has(input[name=Nummer]) > summary"));
        await page.TypeIntoAsync("[name=Nummer]", number);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/toezicht/kinderen/*");
        Assert.DoesNotContain(number, page.Url, StringComparison.Ordinal);
        var name = page.Url.Split('/')[^1];
        await page.PressOnAsync(page.Locator("main a[href$='/inzage']"));
        await page.AssertAccessibleAsync("toezicht-inzage");

        await page.GotoAsync(broker.Address + "/toezicht/rechten");
        await page.TypeIntoAsync("[name=Kind]", name);
        await page.TabToAsync("input[name=Soort]");
        await page.Keyboard.PressAsync("Space");
        await page.PressOnAsync(page.Locator("form[action*=Nieuw] button"));
        await page.PressOnAsync(page.Locator("main summary").First);
        await page.TypeIntoAsync("main details[open] input[name=tekst]", "Overzicht gestuurd.");
        await page.AssertAccessibleAsync("toezicht-rechten-open");
        await page.PressOnAsync(page.Locator("main details[open] button[value=ja]"));

        Assert.Contains("Overzicht gestuurd.", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_wrong_delivery_is_recalled_and_its_recipient_says_that_it_is_erased(int width)
    {
        Assert.True(await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so", "VZ-2026-0101"));
        await using var desk = await chromium.WindowAsync(width);
        var source = await broker.SignInByKeyboardAsync(desk, "school-so-privacy-officer");
        await source.GotoAsync(broker.Address + "/toezicht/logboek?q=actie:gelezen+organisatie:swv-oost");
        var entry = Digits().Match(await source.Locator("main table a").Filter(new() { HasText = "Nr." }).First.InnerTextAsync()).Value;
        await source.GotoAsync(broker.Address + "/toezicht/nazorg");
        await source.TypeIntoAsync("[name=Regel]", entry);
        await source.TabToAsync("input[name=Fout]");
        await source.Keyboard.PressAsync("Space");
        await source.TypeIntoAsync("[name=Toelichting]", "Twee dossiers verwisseld.");
        await source.PressOnAsync(source.GetByRole(AriaRole.Button, new() { Name = "Vraag de ontvanger te wissen" }));
        Assert.Contains("Verzoek om te wissen is gedaan.", await source.MainAsync(), StringComparison.Ordinal);
        await source.AssertAccessibleAsync("toezicht-nazorg-bron");

        await using var other = await chromium.WindowAsync(width);
        var recipient = await broker.SignInByKeyboardAsync(other, "swv-oost-privacy-officer");
        await recipient.GotoAsync(broker.Address + "/toezicht/nazorg");
        await recipient.TypeIntoAsync("main form[action*=Antwoord] input[name=tekst]", "Gewist uit het zaaksysteem.");
        await recipient.AssertAccessibleAsync("toezicht-nazorg-ontvanger");
        await recipient.PressOnAsync(recipient.GetByRole(AriaRole.Button, new() { Name = "Wij hebben gewist" }).First);

        await source.ReloadAsync();
        Assert.Contains("Gewist uit het zaaksysteem.", await source.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_family_is_marked_as_told_of_what_was_received_and_stands_on_the_list_no_more(int width)
    {
        Assert.True(await broker.AskAsync("gemeente-b", "2", "VERZUIM_LPW", "LEERPLICHTAMBTENAAR", "school-so"));
        await using var window = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(window, "gemeente-b-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/nazorg");
        var form = page.Locator("form[action*=Verteld]").First;
        var child = await form.Locator("input[name=kind]").InputValueAsync();
        await page.TabToAsync($"#hoe-{child}");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.PressOnAsync(form.GetByRole(AriaRole.Button));

        Assert.Equal(0, await page.Locator($"#hoe-{child}").CountAsync());
        Assert.DoesNotContain("Er was niets vast te leggen", await page.MainAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("toezicht-nazorg-verteld");
    }

    [Theory]
    [InlineData(1280, "gemeente-a")]
    [InlineData(390, "gemeente-b")]
    public async Task A_dpia_is_made_advised_on_by_the_fg_and_signed(int width, string organisation)
    {
        await using var first = await chromium.WindowAsync(width);
        var officer = await broker.SignInByKeyboardAsync(first, organisation + "-privacy-officer");
        await officer.GotoAsync(broker.Address + "/toezicht/dpia");
        await officer.PressOnAsync(officer.GetByRole(AriaRole.Button, new() { Name = "Leg vast als nieuwe versie" }));

        await using var second = await chromium.WindowAsync(width);
        var fg = await broker.SignInByKeyboardAsync(second, organisation + "-fg");
        await fg.GotoAsync(broker.Address + "/toezicht/dpia");
        await fg.TabToAsync("input[name=Oordeel]");
        await fg.Keyboard.PressAsync("Space");
        await fg.TypeIntoAsync("[name=Advies]", "Informeer gezinnen eerder.");
        await fg.AssertAccessibleAsync("toezicht-dpia-advies");
        await fg.PressOnAsync(fg.GetByRole(AriaRole.Button, new() { Name = "Geef advies" }));

        await officer.ReloadAsync();
        await officer.TypeIntoAsync("[name=Weging]", "Brieven gaan dezelfde dag uit.");
        await officer.PressOnAsync(officer.GetByRole(AriaRole.Button, new() { Name = "Stel vast" }));

        Assert.Contains("Brieven gaan dezelfde dag uit.", await officer.MainAsync(), StringComparison.Ordinal);
        await officer.AssertAccessibleAsync("toezicht-dpia-vastgesteld");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_incident_is_scoped_and_the_decision_to_report_is_recorded(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(window, "school-po-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/incidenten");
        await page.TypeIntoAsync("[name=Medewerker]", "0123456789abcdef");
        await page.PressOnAsync(page.Locator("form[action*=Nieuw] button"));
        await page.TypeIntoAsync("main form[action*=Besluit] input[name=waarom]", $"Niets verstrekt, gezien op {width}.");
        await page.AssertAccessibleAsync("toezicht-incident-open");
        await page.PressOnAsync(page.Locator("main form[action*=Besluit] button[value=nee]").First);

        Assert.Contains($"Niets verstrekt, gezien op {width}.", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_row_is_held_freed_and_certified_as_deleted(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(window, "swv-oost-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/bewaren");
        await page.TypeIntoAsync("[name=Rij]", "M01");
        await page.TypeIntoAsync("[name=Reden]", $"Klacht {width}.");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Blokkeer het wissen" }));
        Assert.Contains($"Klacht {width}.", await page.MainAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("toezicht-bewaren-geblokkeerd");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Geef vrij" }).First);
        await page.TypeIntoAsync("[name=Rij]", "M01");
        await page.TypeIntoAsync("[name=Tot]", "2026-01-31");
        await page.TabToAsync("input[name=Wijze]");
        await page.Keyboard.PressAsync("Space");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Verklaar" }));

        Assert.Contains("gewist in het systeem", await page.Locator("main table").InnerTextAsync(), StringComparison.Ordinal);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
