using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The rights of a family: asked on a page, in force at once where the law says so, followed until the answer.</summary>
[Trait("Needs", "Chromium")]
[Collection("child 12")]   // they change and read the same consents
public sealed class RightsTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Every_right_has_a_page_that_everyone_can_read(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-6");
        await page.ClickLinkAsync("Uw rechten over de gegevens van Zindelore");
        await page.AssertAccessibleAsync("ouders-rechten");
        var addresses = await page.Locator("main ul a").EvaluateAllAsync<string[]>("all => all.map(link => link.href)");
        Assert.Equal(7, addresses.Length);

        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            await page.AssertAccessibleAsync("ouders-recht-" + address.Split('/')[^1]);
        }

        await page.GotoAsync(addresses[0]);
        await page.ClickButtonAsync("Vraag dit");
        await page.AssertAccessibleAsync("ouders-recht-fout");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Contains("Kies aan wie u dit vraagt.", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_on_lock_is_refused_to_the_next_asker_and_flows_again_when_the_family_wants_so()
    {
        await using var window = await chromium.WindowAsync(390, javaScript: false);
        var page = await window.SignInAsync(broker, "kind-12-ouder-a");
        Assert.True(await AskAsync());
        await page.ClickLinkAsync("Uw rechten over de gegevens van Quintavar");
        await page.ClickLinkAsync("Gegevens op slot");
        foreach (var category in new[] { "Rapport van het onderzoek", "Naam en geboortedatum", "Wat het kind nodig heeft" })
        {
            await page.GetByLabel(category).CheckAsync();
            await page.GetByLabel("Instelling").First.CheckAsync();
            await page.ClickButtonAsync("Vraag dit");
            Assert.Contains("Het werkt nu al.", await page.MainAsync(), StringComparison.Ordinal);
            await page.ClickLinkAsync("Gegevens op slot");
        }

        Assert.False(await AskAsync());

        await page.ClickLinkAsync("Terug naar uw rechten");
        for (var left = 3; left > 0; left--)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Toch niet" }).First.ClickAsync();
        }

        Assert.True(await AskAsync());
        Assert.Contains("Door u gestopt", await page.MainAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_fact_goes_to_its_source_with_the_words_of_the_parent_and_no_word_in_an_address()
    {
        await using var window = await chromium.WindowAsync(390, javaScript: false);
        await using var other = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-8-voogd");
        await page.ClickLinkAsync("Wat is bekend over Valdrisso?");
        await page.Locator("main ul a").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dit klopt niet" }).First.ClickAsync();
        Assert.Matches(@"/ouders/kinderen/[\w-]+/rechten/verbeteren\?bij=[\w-]+$", page.Url);
        Assert.Contains("Dit staat er nu", await page.Locator("textarea").InputValueAsync(), StringComparison.Ordinal);

        await page.Locator("textarea").FillAsync("Hij heet Valdrisso, met één s te veel.");
        await page.ClickButtonAsync("Vraag dit");

        var text = await page.MainAsync();
        Assert.All(["Wij hebben het doorgegeven.", "Nog geen antwoord", "Hij heet Valdrisso, met één s te veel.", "Antwoord uiterlijk op"], expected => Assert.Contains(expected, text, StringComparison.Ordinal));

        var stranger = await other.SignInAsync(broker, "kind-2-ouder-a");
        Assert.Equal(404, (await stranger.GotoAsync(page.Url))!.Status);
        Assert.DoesNotContain(broker.Output, line => line.Contains("Valdrisso", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_broker_keeps_itself_it_hands_over_at_once_and_without_what_others_chose()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-2-ouder-b");
        await page.ClickLinkAsync("Uw rechten over de gegevens van Wyxandra");
        await page.ClickLinkAsync("Een kopie om mee te nemen");
        await page.GetByLabel("Aan ons").CheckAsync();
        await page.ClickButtonAsync("Vraag dit");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickLinkAsync("Download de gegevens"));
        using var copy = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));

        Assert.Equal("Wyxandra", copy.RootElement.GetProperty("kind").GetProperty("voornaam").GetString());
        Assert.NotEmpty(copy.RootElement.GetProperty("toestemmingen").EnumerateArray());
        Assert.DoesNotContain("ouder-a", copy.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b\d{9}\b", copy.RootElement.GetRawText());
    }

    private Task<bool> AskAsync() => broker.AskAsync("gemeente-a", "12", "WEC_INSTELLING", "JEUGDCONSULENT", "instelling-c2");
}
