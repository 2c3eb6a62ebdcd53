using Xunit;
using ZioExchange.Browser.Tests.Ouders;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Browser.Tests.Toezicht;

/// <summary>The hour a month: search, the four views, the review queue, signals, exports. By keyboard alone, on a desk and on a phone.</summary>
[Trait("Needs", "Chromium")]
public sealed class OfficerDailyTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_search_leads_to_an_entry_its_employee_its_day_and_its_dossier(int width)
    {
        Assert.True(await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so", "VZ-2026-0101"));
        await using var window = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(window, "swv-oost-fg");
        await page.GotoAsync(broker.Address + "/toezicht/logboek");
        await page.TypeIntoAsync("#q", "actie:gelezen organisatie:school-so");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**q=actie*");
        Assert.DoesNotContain("Niet alles is begrepen", await page.MainAsync(), StringComparison.Ordinal);

        await page.PressOnAsync(page.Locator("main table a[href*='/medewerkers/']").First);
        await page.AssertAccessibleAsync("toezicht-medewerker");
        Assert.NotEqual(0, await page.Locator("svg[aria-labelledby*=tijdlijn] rect").CountAsync());

        await page.PressOnAsync(page.Locator("main table a[href*='/logboek/']").First);
        await page.AssertAccessibleAsync("toezicht-regel-gelezen");
        await page.PressOnAsync(page.Locator("main a[href*='/dossiers/']").First);
        await page.AssertAccessibleAsync("toezicht-dossier");
        await page.PressOnAsync(page.Locator("main table a[href*='/kinderen/']").First);
        await page.AssertAccessibleAsync("toezicht-kind");

        await page.GotoAsync(broker.Address + "/toezicht/logboek");
        await page.PressOnAsync(page.Locator("main details:has(a[href*='/dagen/']) > summary").First);
        await page.PressOnAsync(page.Locator("main a[href*='/dagen/']").Last);
        await page.AssertAccessibleAsync("toezicht-dag");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_access_is_taken_judged_and_confirmed_by_the_other_officer(int width)
    {
        for (var ask = 0; ask < 4; ask++)
        {
            Assert.True(await broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", "school-so", "VZ-2026-0101"));
        }

        await using var first = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(first, "swv-oost-privacy-officer");
        await page.GotoAsync(broker.Address + "/toezicht/controle");
        var open = page.Locator("main tr:has(:text-is('Open')) a[href*='/controle/']");
        await page.LookUntilAsync(open);
        await page.PressOnAsync(open.First);
        var address = page.Url;
        await page.PressOnAsync(page.Locator("main form[action*=Neem] button"));
        await page.ChooseAsync("Oordeel", "Good");
        await page.TypeIntoAsync("[name=Bevinding]", $"Hoort bij de zaak, gezien op {width}.");
        await page.AssertAccessibleAsync("toezicht-beoordelen");
        await page.PressOnAsync(page.Locator("main form[action*=Oordeel] button"));
        Assert.Equal(0, await page.Locator("main form").CountAsync());   // four eyes: not by the same officer

        await using var second = await chromium.WindowAsync(width);
        var other = await broker.SignInByKeyboardAsync(second, "swv-oost-fg");
        await other.GotoAsync(address);
        await other.AssertAccessibleAsync("toezicht-bevestigen");
        await other.PressOnAsync(other.Locator("main form[action*=Bevestig] button"));

        Assert.Contains($"Hoort bij de zaak, gezien op {width}.", await other.MainAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await other.Locator("main form").CountAsync());
    }

    [Theory]
    [InlineData(1280, "gemeente-b", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", "school-so")]
    [InlineData(390, "school-po", "TLV_AANVRAAG", "IB", "gemeente-b")]
    public async Task A_signal_is_judged_and_moves_its_threshold_in_sight(int width, string organisation, string purpose, string role, string source)
    {
        for (var asked = 0; asked < 10; asked++)
        {
            var day = DutchCalendar.DayOf(DateTimeOffset.UtcNow);
            Assert.False(await broker.AskAsync(organisation, "1", purpose, role, source));
            asked = DutchCalendar.DayOf(DateTimeOffset.UtcNow) == day ? asked : -1;   // they count by the day
        }

        await using var window = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(window, organisation + "-fg");
        await page.GotoAsync(broker.Address + "/toezicht/meldingen");
        var signal = page.Locator("main a[href*='/meldingen/']").Filter(new() { HasText = "Veel weigeringen" });
        await page.LookUntilAsync(signal);
        await page.PressOnAsync(signal.First);
        await page.ChooseAsync("Oordeel", "FalseAlarm");
        await page.TypeIntoAsync("[name=Toelichting]", "De koppeling stond verkeerd.");
        await page.AssertAccessibleAsync("toezicht-melding");
        await page.PressOnAsync(page.Locator("main form button").Last);
        Assert.Contains("De koppeling stond verkeerd.", await page.MainAsync(), StringComparison.Ordinal);

        await page.GotoAsync(broker.Address + "/toezicht/meldingen");
        Assert.Contains("van 8 naar 10", await page.MainAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("toezicht-meldingen-veranderd");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_export_is_asked_with_a_reason_and_fetched_when_it_is_done(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await broker.SignInByKeyboardAsync(window, "swv-oost-fg");
        await page.GotoAsync(broker.Address + "/toezicht/exports");
        await page.ChooseAsync("Reden", "SUPERVISOR");
        await page.ChooseAsync("Vorm", "Csv");
        await page.AssertAccessibleAsync("toezicht-exports-gevuld");
        await page.PressOnAsync(page.Locator("main form button").Last);
        var file = page.Locator("main a[href*=Bestand]");
        await page.LookUntilAsync(file);
        await page.AssertAccessibleAsync("toezicht-export-klaar");

        await page.TabToAsync(file);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter"));

        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
    }
}
