using Microsoft.Playwright;
using Xunit;
using ZioExchange.Browser.Tests.Toezicht;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>A parent lets somebody read along, by keyboard alone; the other reads on a device of its own and can press nothing.</summary>
[Trait("Needs", "Chromium")]
public sealed class ReadAlongTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task A_code_opens_pages_to_read_and_one_click_closes_them(int width)
    {
        await using var home = await chromium.WindowAsync(width);
        var parent = await home.SignInAsync(broker, "kind-5-ouder-a");
        await parent.PressOnAsync(parent.GetByRole(AriaRole.Link, new() { Name = "Iemand laten meelezen" }).First);
        await parent.AssertAccessibleAsync("ouders-meelezer");
        await parent.PressOnAsync(parent.GetByRole(AriaRole.Button, new() { Name = "Maak een code" }).First);
        await Assertions.Expect(parent.GetByText("Dit is uw code")).ToBeVisibleAsync();
        await parent.AssertAccessibleAsync("ouders-meelezer-code");
        var code = await parent.Locator("main code").InnerTextAsync();

        await using var away = await chromium.WindowAsync(width);
        var helper = await away.NewPageAsync();
        await helper.GotoAsync($"{broker.Address}/meelezen");
        await helper.AssertAccessibleAsync("meelezen");
        await helper.TypeIntoAsync("#Code", code.ToLowerInvariant());
        await helper.PressOnAsync(helper.GetByRole(AriaRole.Button, new() { Name = "Lees mee" }).First);
        await helper.ArrivesAtAsync("/meelezen/overzicht");
        await helper.AssertAccessibleAsync("meelezen-overzicht");
        await helper.PressOnAsync(helper.GetByRole(AriaRole.Link, new() { Name = "Lees de vraag" }).First);
        await Assertions.Expect(helper.GetByText("kiest zelf")).ToBeVisibleAsync();
        await helper.AssertAccessibleAsync("meelezen-vraag");
        Assert.Equal(0, await helper.Locator("main form, main button, main input").CountAsync());

        await parent.PressOnAsync(parent.GetByRole(AriaRole.Button, new() { Name = "Stop het meelezen" }).First);
        await Assertions.Expect(parent.GetByText("Stop het meelezen")).ToHaveCountAsync(0);
        Assert.Equal(404, (await helper.GotoAsync($"{broker.Address}/meelezen/overzicht"))!.Status);
    }
}
