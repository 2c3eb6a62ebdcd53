using Microsoft.Playwright;
using Xunit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Browser.Tests.Toezicht;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The school asks about the plan, a parent and the pupil speak each on a screen of their own, the school reads it. By keyboard alone.</summary>
[Trait("Needs", "Chromium")]
public sealed class PlanTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task A_parent_says_what_it_thinks_and_the_pupil_is_heard_in_its_own_words(int width)
    {
        await using var desk = await chromium.WindowAsync(width);
        var school = await desk.NewPageAsync();
        await school.GotoAsync($"{broker.Address}/toezicht/inloggen");
        await school.Locator("button[value=school-so-baliemedewerker]").ClickAsync();
        await school.ArrivesAtAsync("/toezicht/balie");
        await school.TypeIntoAsync("#Nummer", SandboxFamilies.Read(broker.DataPath)!.NumberOf("3", "school-so")!.Value);
        await school.PressOnAsync(school.GetByRole(AriaRole.Button, new() { Name = "Zoek het kind" }).First);
        await school.TypeIntoAsync("#Plandag", "2026-09-01");
        await school.PressOnAsync(school.GetByRole(AriaRole.Button, new() { Name = "Vraag het de familie" }).First);
        await Assertions.Expect(school.GetByText("Plan van 1 september 2026")).ToBeVisibleAsync();

        await using var home = await chromium.WindowAsync(width);
        var parent = await home.SignInAsync(broker, "kind-3-ouder-a");
        await parent.PressOnAsync(parent.Locator("main a[href$='/plan']").First);
        await parent.AssertAccessibleAsync("ouders-plan");
        Assert.Equal(0, await parent.Locator("input:checked").CountAsync());
        await parent.ChooseAsync("Mening", "DISAGREES");
        await parent.PressOnAsync(parent.GetByRole(AriaRole.Button, new() { Name = "Stuur naar" }).First);
        await Assertions.Expect(parent.GetByText("Dit heeft u gezegd")).ToBeVisibleAsync();
        await parent.AssertAccessibleAsync("ouders-plan-gezegd");

        await using var own = await chromium.WindowAsync(width);
        var pupil = await own.SignInAsync(broker, "kind-3");
        await pupil.PressOnAsync(pupil.Locator("main a[href$='/plan']").First);
        await pupil.PressOnAsync(pupil.GetByRole(AriaRole.Button, new() { Name = "Stuur naar" }).First);
        await pupil.AssertAccessibleAsync("ouders-plan-leerling-fout");
        await pupil.TypeIntoAsync("#Woorden", "Ik wil meer rust.");
        await pupil.PressOnAsync(pupil.GetByRole(AriaRole.Button, new() { Name = "Stuur naar" }).First);
        await Assertions.Expect(pupil.GetByText("De school leest uw woorden.")).ToBeVisibleAsync();
        Assert.Equal(0, await pupil.Locator("input[type=radio]").CountAsync());

        await school.ReloadAsync();
        var read = await school.MainAsync();
        Assert.All(["Niet eens met de hulp", "Ik wil meer rust."], said => Assert.Contains(said, read, StringComparison.Ordinal));
        await school.AssertAccessibleAsync("balie-kind-plan");
    }
}
