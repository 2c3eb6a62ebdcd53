using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Who gets in, and what becomes of a session.</summary>
[Trait("Needs", "Chromium")]
public sealed class SignInTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task The_page_to_choose_a_synthetic_person_says_that_it_is_a_test(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/inloggen");

        await page.AssertAccessibleAsync("inloggen");
        Assert.Contains("Deze mensen bestaan niet.", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_family_leads_to_sign_in_and_back()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/ouders/keuzes");
        Assert.Contains("/inloggen?terug=", page.Url, StringComparison.Ordinal);

        await page.Locator("button[value=kind-1-ouder-a]").ClickAsync();

        Assert.EndsWith("/ouders/keuzes", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_way_back_to_another_site_is_not_followed()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/inloggen?terug=https%3A%2F%2Fexample.com%2F");

        await page.Locator("button[value=kind-1-ouder-a]").ClickAsync();

        Assert.Equal($"{broker.Address}/ouders", page.Url);
    }

    [Theory]
    [InlineData("kind-1")]
    [InlineData("kind-12")]
    public async Task A_child_under_12_does_not_get_in(string persona)
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, persona);

        Assert.Contains("Of u bent jonger dan 12 jaar.", await page.MainAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await window.CookiesAsync(), cookie => cookie.Name == "zio-sessie");
    }

    [Fact]
    public async Task A_session_is_a_cookie_that_no_script_reads_and_it_holds_no_name()
    {
        await using var window = await chromium.WindowAsync();
        await window.SignInAsync(broker, "kind-1-ouder-a");

        var cookie = Assert.Single(await window.CookiesAsync(), cookie => cookie.Name == "zio-sessie");

        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Lax, cookie.SameSite);
        Assert.DoesNotContain("ouder", cookie.Value, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task After_signing_out_the_pages_are_closed()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");

        await page.ClickButtonAsync("Uitloggen");
        Assert.Equal("U bent uitgelogd", await page.Locator("h1").TextContentAsync());
        await page.GotoAsync($"{broker.Address}/ouders");

        Assert.Contains("/inloggen", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_the_cookie_opens_nothing_after_its_owner_signed_out()
    {
        await using var mine = await chromium.WindowAsync();
        await using var thief = await chromium.WindowAsync();
        var page = await mine.SignInAsync(broker, "kind-1-ouder-a");
        var cookie = (await mine.CookiesAsync([broker.Address])).Single(each => each.Name == "zio-sessie");
        await thief.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = broker.Address }]);
        var stolen = await thief.NewPageAsync();
        await stolen.GotoAsync($"{broker.Address}/ouders");
        Assert.EndsWith("/ouders", stolen.Url, StringComparison.Ordinal);   // else the copy was no copy

        await page.ClickButtonAsync("Uitloggen");
        await stolen.GotoAsync($"{broker.Address}/ouders");

        Assert.Contains("/inloggen", stolen.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_minutes_before_the_end_the_page_says_so_takes_the_focus_and_lets_the_reader_stay()
    {
        await using var window = await chromium.WindowAsync(390);
        await window.Clock.InstallAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        Assert.False(await page.Locator("#sessie").IsVisibleAsync());

        await window.Clock.FastForwardAsync("13:01");
        await page.Locator("#sessie").WaitForAsync();
        Assert.Equal("sessie", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.AssertAccessibleAsync("ouders-sessie");
        await page.ClickLinkAsync("Ja, ik blijf");

        await page.Locator("#sessie").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.EndsWith("/ouders", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quick_way_out_ends_the_session_and_leaves_the_site()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");

        var answer = await page.RunAndWaitForResponseAsync(() => page.ClickLinkAsync("Snel weg"), response => response.Url.EndsWith("/weg", StringComparison.Ordinal));

        Assert.StartsWith("https://www.knmi.nl/", await answer.HeaderValueAsync("Location"), StringComparison.Ordinal);
        Assert.Contains("cache", await answer.HeaderValueAsync("Clear-Site-Data"), StringComparison.Ordinal);
        Assert.DoesNotContain(await window.CookiesAsync([broker.Address]), cookie => cookie.Name == "zio-sessie");
    }
}
