using Microsoft.Playwright;
using Xunit;
using ZioExchange.Browser.Tests.Ouders;

namespace ZioExchange.Browser.Tests.Toezicht;

/// <summary>Officers sign in through OpenID Connect, against a certified provider. What they are follows from the directory alone.</summary>
[Trait("Needs", "Chromium")]
public sealed class OfficerProviderTests(Chromium chromium, ProviderBroker broker) : IClassFixture<ProviderBroker>
{
    private const string Substantial = "http://eidas.europa.eu/LoA/substantial";

    [Fact]
    public async Task An_officer_with_two_factors_comes_in_in_the_registered_role_and_back_to_the_page_that_was_asked()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await SignInAsync(window, "swv-oost/swv-oost-privacy-officer", Substantial, "/toezicht/controle");

        Assert.Equal($"{broker.Address}/toezicht/controle", page.Url);
        Assert.Contains("Privacy officer", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("swv-oost/swv-oost-fg", "http://eidas.europa.eu/LoA/low", "meldt maar één factor")]
    [InlineData("swv-oost/school-po-fg", Substantial, "staat niet in het register")]
    [InlineData("nergens/swv-oost-fg", Substantial, "staat niet in het register")]
    [InlineData("kind-1-ouder-a", Substantial, "Het inloggen is gestopt")]
    public async Task Who_is_no_officer_of_that_organisation_or_has_one_factor_is_told_why_and_gets_no_session(string name, string level, string words)
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await SignInAsync(window, name, level, "/toezicht");

        Assert.Contains(words, await page.MainAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await window.CookiesAsync([broker.Address + "/toezicht"]), cookie => cookie.Name == "zio-toezicht");
        await page.AssertAccessibleAsync("toezicht-inloggen-mislukt");
    }

    private async Task<IPage> SignInAsync(IBrowserContext window, string name, string level, string wanted)
    {
        Assert.SkipUnless(broker.HasProvider || Environment.GetEnvironmentVariable("CI") == "true", "Needs Node.js and the npm package oidc-provider.");
        Assert.True(broker.HasProvider);
        var page = await window.NewPageAsync();
        await page.GotoAsync(broker.Address + wanted);
        await page.ClickLinkAsync("Inloggen via uw organisatie");
        await page.Locator("input[name=naam]").FillAsync(name);
        await page.Locator("input[name=niveau]").FillAsync(level);
        await page.ClickButtonAsync("Verder");
        return page;
    }
}
