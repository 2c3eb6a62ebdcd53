using Microsoft.Playwright;
using Xunit;
using ZioExchange.Browser.Tests.Toezicht;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Every journey of a family by keyboard alone, without JavaScript: from signing in to signing out.</summary>
[Trait("Needs", "Chromium")]
public sealed class KeyboardTests(Chromium chromium, RunningBroker broker)
{
    [Fact]
    public async Task Signing_in_looking_who_looked_and_signing_out()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/inloggen");
        await page.PressOnAsync(page.Locator("button[value=kind-10-ouder-b]").First);
        await page.ArrivesAtAsync("/ouders");
        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "Wie heeft naar" }).First);
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("wie-heeft-gekeken"));
        await page.TabToAsync("#tijd");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Laat zien" }).First);
        await Assertions.Expect(page.Locator("#tijd")).ToHaveValueAsync("90");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Uitloggen" }).First);
        await page.ArrivesAtAsync("/uitloggen");
    }

    [Fact]
    public async Task Asking_a_right_and_taking_it_back()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-10-ouder-b");
        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "Uw rechten" }).First);
        await page.PressOnAsync(page.Locator("main a[href$='/rechten/inzage']").First);
        await page.ChooseAsync("Bij", "ons");
        await page.PressOnAsync(page.Locator("main form button.nl-button--primary").First);
        await Assertions.Expect(page.Locator("article")).ToHaveCountAsync(1);
        await page.PressOnAsync(page.Locator("main a[href$='/rechten/verbeteren']").First);
        await page.TabToAsync("input[type=radio][name=Bij]");
        await page.Keyboard.PressAsync("Space");
        await page.TypeIntoAsync("#Tekst", "Dit klopt niet.");
        await page.PressOnAsync(page.Locator("main form button.nl-button--primary").First);
        await Assertions.Expect(page.Locator("article")).ToHaveCountAsync(2);
        await page.PressOnAsync(page.Locator("article form button").First);
        await Assertions.Expect(page.Locator("article form button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Stopping_a_part_and_reading_the_receipt_again()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-2-ouder-a");
        var plan = page.Locator("article").Filter(new() { HasText = "Het plan op school" });   // a consent of which no other test speaks
        await page.PressOnAsync(plan.Locator("a[href$='/stoppen']").First);
        await page.TabToAsync("#Delen");
        await page.Keyboard.PressAsync("Space");
        await page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = "Stop dit deel" }).First);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Het is gestopt");
        Assert.Equal("klaar", await page.EvaluateAsync<string>("document.activeElement.id || location.hash.slice(1)"));
        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "Uw keuzes" }).First);
        await page.PressOnAsync(page.GetByRole(AriaRole.Link, new() { Name = "Bekijk het bewijs" }).First);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Het is gestopt");
    }
}
