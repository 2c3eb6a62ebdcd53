using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The family's own look at what is known (rows M32 and M33).</summary>
[Trait("Needs", "Chromium")]
public sealed class KnownTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task What_each_organisation_knows_stands_on_one_page_with_its_source(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        await page.ClickLinkAsync("Wat is bekend over Zephyrno?");
        await page.AssertAccessibleAsync("ouders-bekend-dicht");
        await page.Locator("details").EvaluateAllAsync<int>("all => { all.forEach(each => each.open = true); return all.length; }");

        await page.AssertAccessibleAsync("ouders-bekend");
        var text = await page.MainAsync();
        Assert.All(
            ["De Verzinboom", "Jeugdhulp De Luchtbrug", "Zorggroep Denkbeeld", "Zorgkantoor Fantland", "Gemeente Fantstede", "2 maart 2017", "persoonlijke verzorging"],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
        Assert.All(["Wie doet wat op school, deze week?", "Maandag", "Wie zegt dit"], expected => Assert.Contains(expected, text, StringComparison.Ordinal));
        Assert.DoesNotMatch("https?://", text);
        Assert.DoesNotContain(broker.Output, line => line.Contains("Zephyrno", StringComparison.Ordinal) || line.Contains("999901102", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_young_person_of_13_sees_it_alone()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.SignInAsync(broker, "kind-3");

        await page.ClickLinkAsync("Wat is bekend over Thyvaro?");

        Assert.Contains("De Verzinboom", await page.MainAsync(), StringComparison.Ordinal);
    }
}
