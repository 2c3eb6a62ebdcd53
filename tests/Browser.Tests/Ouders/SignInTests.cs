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
