using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>What a birthday changes, in the words of who reads it (R-AGE-2, R-AGE-3).</summary>
[Trait("Needs", "Chromium")]
public sealed class BirthdayTests(Chromium chromium, BirthdayBroker broker) : IClassFixture<BirthdayBroker>
{
    [Fact]
    public async Task At_twelve_the_young_person_is_asked_and_told_why()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.SignInAsync(broker, "kind-4");

        var text = await page.MainAsync();

        Assert.Contains("U bent nu 12 jaar of ouder. Daarom vragen wij het ook aan u.", text, StringComparison.Ordinal);
        await page.ClickLinkAsync("Bekijk de vraag");
        Assert.Contains("U bent nu 12 jaar of ouder.", await page.MainAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("ouders-vraag-12-jaar");
    }

    [Fact]
    public async Task At_sixteen_it_is_theirs_and_the_parents_see_no_more_of_it()
    {
        await using var window = await chromium.WindowAsync();
        var youth = await window.SignInAsync(broker, "kind-5");
        Assert.Contains("U bent nu 16 jaar of ouder. Daarom beslist u zelf.", await youth.MainAsync(), StringComparison.Ordinal);

        await using var other = await chromium.WindowAsync();
        var parent = await other.SignInAsync(broker, "kind-5-ouder-a");
        var text = await parent.MainAsync();

        Assert.Contains("Kwirinus beslist nu zelf", text, StringComparison.Ordinal);
        Assert.Empty(await parent.Locator("article").AllAsync());
        Assert.DoesNotContain("Wie heeft naar", text, StringComparison.Ordinal);
    }
}
