using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Two parents and a young person, each in a window of their own at the same time.</summary>
[Trait("Needs", "Chromium")]
public sealed class ThreePeopleTests(Chromium chromium, RunningBroker broker)
{
    private const string Plan = "Het plan op school";

    [Fact]
    public async Task A_stop_by_one_counts_for_all_at_once_and_tells_nobody_who_it_was()
    {
        await using var first = await chromium.WindowAsync();
        await using var second = await chromium.WindowAsync(390);
        await using var third = await chromium.WindowAsync(390, javaScript: false);
        var parentA = await first.SignInAsync(broker, "kind-10-ouder-a");
        var parentB = await second.SignInAsync(broker, "kind-10-ouder-b");
        var youth = await third.SignInAsync(broker, "kind-10");
        Assert.True(await AskAsync());

        await Card(parentA).GetByRole(AriaRole.Link, new() { Name = "Stop" }).ClickAsync();
        await parentA.ClickButtonAsync("Stop alles");

        Assert.False(await AskAsync());
        var before = await Task.WhenAll(new[] { parentB, youth }.Select(async page =>
        {
            await page.ReloadAsync();
            return await Card(page).InnerTextAsync();
        }));
        Assert.All(before, card => Assert.Contains("Uw ja telt. Er gaat nu nog niets.", card, StringComparison.Ordinal));

        // The young person stops as well; what the other parent reads does not change by a letter.
        await Card(youth).GetByRole(AriaRole.Link, new() { Name = "Stop" }).ClickAsync();
        await youth.ClickButtonAsync("Stop alles");
        await parentB.ReloadAsync();
        Assert.Equal(before[0], await Card(parentB).InnerTextAsync());

        await SayYesAsync(parentA);
        Assert.False(await AskAsync());
        await SayYesAsync(youth);
        Assert.True(await AskAsync());
        await parentB.ReloadAsync();
        Assert.Contains("Toestemming aan", await Card(parentB).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_own_choices_holds_nobody_elses()
    {
        await using var first = await chromium.WindowAsync();
        await using var second = await chromium.WindowAsync();
        var parentA = await first.SignInAsync(broker, "kind-8-voogd");
        await Card(parentA).GetByRole(AriaRole.Link, new() { Name = "Stop" }).ClickAsync();
        await parentA.ClickButtonAsync("Stop alles");
        await parentA.GotoAsync($"{broker.Address}/ouders/keuzes");
        Assert.Contains("Toestemming gestopt", await parentA.MainAsync(), StringComparison.Ordinal);
        await parentA.AssertAccessibleAsync("ouders-keuzes");

        var stranger = await second.SignInAsync(broker, "kind-11-ouder-a");
        await stranger.GotoAsync($"{broker.Address}/ouders/keuzes");

        Assert.Contains("U heeft hier nog niets gekozen.", await stranger.MainAsync(), StringComparison.Ordinal);
    }

    private Task<bool> AskAsync() => broker.AskAsync("school-so", "10", "OPP", "IB", "jeugdhulpaanbieder");

    private static ILocator Card(IPage page) => page.Locator("article").Filter(new() { HasText = Plan }).First;

    private async Task SayYesAsync(IPage page)
    {
        await page.GotoAsync($"{broker.Address}/ouders");
        await Card(page).GetByRole(AriaRole.Link, new() { Name = "Kies opnieuw" }).ClickAsync();
        await page.GetByLabel("Ja, ik geef toestemming").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.Locator("input[value='12']").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.ClickButtonAsync("Ja, ik geef toestemming");
    }
}
