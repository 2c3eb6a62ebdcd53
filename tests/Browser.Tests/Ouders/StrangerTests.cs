using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>An address that is not one's own leads nowhere: the same answer as for a page that does not exist.</summary>
[Trait("Needs", "Chromium")]
public sealed class StrangerTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData("kind-1-ouder-b")]
    [InlineData("kind-4-ouder-b")]
    [InlineData("kind-2-ouder-a")]
    [InlineData("kind-10")]
    public async Task Addresses_of_one_person_are_of_no_use_to_another(string other)
    {
        await using var mine = await chromium.WindowAsync();
        var own = await mine.SignInAsync(broker, "kind-1-ouder-a");
        var addresses = await own.Locator("main a").EvaluateAllAsync<string[]>("all => all.map(link => link.href)");
        addresses = [.. addresses.Where(address => new Uri(address).Segments.Length > 3)];   // the pages without a key in their address are everybody's
        Assert.True(addresses.Length > 8);

        await using var theirs = await chromium.WindowAsync();
        var page = await theirs.SignInAsync(broker, other);
        foreach (var address in addresses)
        {
            var answer = await page.GotoAsync(address);
            Assert.True(answer!.Status == 404, $"{answer.Status} {address}");
            Assert.DoesNotContain("Zephyrno", await page.ContentAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/ouders/vragen/AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/ouders/vragen/AAAAAAAAAAAAAAAAAAAAAA/duur")]
    [InlineData("/ouders/vragen/AAAAAAAAAAAAAAAAAAAAAA/controleren")]
    [InlineData("/ouders/toestemmingen/1")]
    [InlineData("/ouders/toestemmingen/1/stoppen")]
    [InlineData("/ouders/kinderen/sandbox-1/wie-heeft-gekeken")]
    [InlineData("/ouders/kinderen/1/zonder-toestemming")]
    [InlineData("/ouders/bewijs/0")]
    [InlineData("/ouders/bewijs/0?handler=Bestand")]
    [InlineData("/ouders/bewijs/0?handler=Inhoud")]
    public async Task A_guess_is_not_found(string path)
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");

        var answer = await page.GotoAsync(broker.Address + path);

        Assert.Equal(404, answer!.Status);
        Assert.Equal("Deze pagina is er niet", await page.Locator("h1").TextContentAsync());
    }

    [Fact]
    public async Task A_form_sent_to_another_ones_address_changes_nothing()
    {
        await using var mine = await chromium.WindowAsync();
        var own = await mine.SignInAsync(broker, "kind-1-ouder-a");
        await own.ClickLinkAsync("Stop");
        var address = own.Url;

        await using var theirs = await chromium.WindowAsync();
        var page = await theirs.SignInAsync(broker, "kind-1-ouder-b");
        await page.ClickLinkAsync("Stop");
        await page.EvaluateAsync("address => document.querySelector('form[action*=Alles]').action = address + '?handler=Alles'", address);
        var answer = await page.RunAndWaitForResponseAsync(() => page.ClickButtonAsync("Stop alles"), response => response.Request.Method == "POST");

        Assert.Equal(404, answer.Status);
        await own.GotoAsync(address);
        Assert.Equal(1, await own.GetByRole(AriaRole.Button, new() { Name = "Stop alles" }).CountAsync());
    }
}
