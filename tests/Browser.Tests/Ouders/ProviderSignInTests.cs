using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Sign-in through OpenID Connect, against a certified provider.</summary>
[Trait("Needs", "Chromium")]
public sealed class ProviderSignInTests(Chromium chromium, ProviderBroker broker) : IClassFixture<ProviderBroker>
{
    private const string Substantial = "http://eidas.europa.eu/LoA/substantial";

    [Fact]
    public async Task Who_proves_to_be_a_parent_comes_in_and_back_to_the_page_that_was_asked()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await SignInAsync(window, "kind-1-ouder-a", Substantial, "/ouders/keuzes");

        Assert.Equal($"{broker.Address}/ouders/keuzes", page.Url);
        await page.ClickLinkAsync("Overzicht");
        Assert.Contains("Wie mag gegevens van Zephyrno zien?", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_carries_PKCE_a_state_a_nonce_and_the_level_that_is_asked()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await OpenAsync(page);
        var request = await page.RunAndWaitForRequestAsync(() => page.ClickLinkAsync("Inloggen"), request => request.Url.Contains("/auth?", StringComparison.Ordinal));

        Assert.All(
            ["response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "scope=openid", "acr_values=", "redirect_uri="],
            part => Assert.Contains(part, request.Url, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kind-1-ouder-a", "http://eidas.europa.eu/LoA/low", "Log sterker in")]
    [InlineData("iemand-anders", Substantial, "Wij kennen u hier niet.")]
    [InlineData("kind-1", Substantial, "Of u bent jonger dan 12 jaar.")]
    public async Task Who_may_not_come_in_is_told_why_in_words(string name, string level, string words)
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await SignInAsync(window, name, level, "/ouders");

        Assert.Contains(words, await page.MainAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await window.CookiesAsync([broker.Address]), cookie => cookie.Name == "zio-sessie");
        await page.AssertAccessibleAsync("inloggen-mislukt");
    }

    [Fact]
    public async Task Who_stops_at_the_provider_is_back_and_nothing_has_changed()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await OpenAsync(page);
        await page.ClickLinkAsync("Inloggen");
        await page.ClickButtonAsync("Stop");

        Assert.Contains("Het inloggen is gestopt. Er is niets veranderd.", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_was_not_asked_for_in_this_browser_is_refused()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await OpenAsync(page);

        await page.GotoAsync($"{broker.Address}/inloggen/terug?code=abc&state=def");

        Assert.Contains("/inloggen?fout=gestopt", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(await window.CookiesAsync([broker.Address]), cookie => cookie.Name == "zio-sessie");
    }

    private async Task<IPage> SignInAsync(IBrowserContext window, string name, string level, string wanted)
    {
        var page = await window.NewPageAsync();
        await OpenAsync(page, wanted);
        await page.ClickLinkAsync("Inloggen");
        await page.Locator("input[name=naam]").FillAsync(name);
        await page.Locator("input[name=niveau]").FillAsync(level);
        await page.ClickButtonAsync("Verder");
        return page;
    }

    private async Task OpenAsync(IPage page, string wanted = "/ouders")
    {
        Assert.SkipUnless(broker.HasProvider || Environment.GetEnvironmentVariable("CI") == "true", "Needs Node.js and the npm package oidc-provider.");
        Assert.True(broker.HasProvider);
        await page.GotoAsync(broker.Address + wanted);
    }
}
