using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The journey through a question: one thing a screen, a no as easy as a yes.</summary>
[Trait("Needs", "Chromium")]
public sealed class QuestionTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Every_screen_of_a_yes_is_readable_by_everyone(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-5-derde");
        await page.ClickLinkAsync("Bekijk de vraag");
        await page.AssertAccessibleAsync("ouders-vraag");

        await page.ClickButtonAsync("Verder");
        await page.AssertAccessibleAsync("ouders-vraag-fout");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);

        await page.GetByLabel("Ja, ik geef toestemming").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.AssertAccessibleAsync("ouders-duur");

        await page.Locator("input[value=school]").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.AssertAccessibleAsync("ouders-controleren");
    }

    [Fact]
    public async Task Nothing_is_chosen_beforehand_and_both_answers_look_the_same()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-5-derde");
        await page.ClickLinkAsync("Bekijk de vraag");

        Assert.Equal(0, await page.Locator("input[type=radio]:checked").CountAsync());
        var boxes = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('label.zio-choice')].map(label => { const s = getComputedStyle(label); return [label.offsetWidth, label.offsetHeight, s.color, s.backgroundColor, s.fontWeight, s.borderColor].join() })");
        Assert.Equal(2, boxes.Length);
        Assert.Equal(boxes[0], boxes[1]);
    }

    [Fact]
    public async Task The_question_says_who_asks_what_and_what_not_why_and_what_a_no_means()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-5-derde");
        await page.ClickLinkAsync("Bekijk de vraag");
        await page.Locator("details").EvaluateAllAsync<int>("all => { all.forEach(each => each.open = true); return all.length; }");

        var text = await page.MainAsync();

        Assert.All(
            ["Gemeente Bedachteren", "De Verzinboom", "Welke hulp er is", "Het verslag van de hulp", "Hulp op school voor dit kind", "Intern begeleider", "U mag nee zeggen.", "Wie het vroeg, ziet niet wie nee zei."],
            expected => Assert.Contains(expected, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_yes_without_JavaScript_is_recorded_with_a_receipt_and_opens_the_exchange()
    {
        await using var window = await chromium.WindowAsync(390, javaScript: false);
        var page = await window.SignInAsync(broker, "kind-2-ouder-b");
        Assert.False(await broker.AskAsync("zorgkantoor", "2", "AFSTEMMING_JW_WLZ", "ZORGADVISEUR_ZK", "gemeente-b"));

        await page.ClickLinkAsync("Bekijk de vraag");
        await page.GetByLabel("Ja, ik geef toestemming").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.Locator("input[value='3']").CheckAsync();
        await page.ClickButtonAsync("Verder");
        Assert.False(await broker.AskAsync("zorgkantoor", "2", "AFSTEMMING_JW_WLZ", "ZORGADVISEUR_ZK", "gemeente-b"));
        await page.ClickButtonAsync("Ja, ik geef toestemming");

        Assert.Equal("Uw ja is bewaard", await page.Locator("h1").TextContentAsync());
        Assert.True(await broker.AskAsync("zorgkantoor", "2", "AFSTEMMING_JW_WLZ", "ZORGADVISEUR_ZK", "gemeente-b"));
        await page.ReloadAsync();
        Assert.Matches("[0-9A-F]{8}", await page.MainAsync());
    }

    [Fact]
    public async Task A_no_takes_one_screen_less_and_says_that_nothing_changes()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-3");
        await page.ClickLinkAsync("Bekijk de vraag");

        await page.GetByLabel("Nee, ik geef geen toestemming").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.ClickButtonAsync("Nee, ik geef geen toestemming");

        Assert.Equal("Uw nee is bewaard", await page.Locator("h1").TextContentAsync());
        Assert.Contains("Er verandert niets aan de hulp.", await page.MainAsync(), StringComparison.Ordinal);
        Assert.False(await broker.AskAsync("school-so", "3", "OPP", "IB", "jeugdhulpaanbieder"));

        // The parents read the same before and after: the no is the young person's own.
        await using var parents = await chromium.WindowAsync();
        var overview = await parents.SignInAsync(broker, "kind-3-ouder-a");
        var card = await overview.Locator("article").Filter(new() { HasText = "Het plan op school" }).InnerTextAsync();
        Assert.Contains("Uw ja telt. Er gaat nu nog niets.", card, StringComparison.Ordinal);
        Assert.DoesNotContain("nee", await overview.MainAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_whole_journey_can_be_made_by_keyboard_alone()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-5-derde");
        await TabToAsync(page, "a.nl-button--primary");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/ouders/vragen/*");

        await TabToAsync(page, "input[value=nee]", "input[value=ja]");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, "button.nl-button--primary");
        await page.Keyboard.PressAsync("Enter");

        await page.WaitForURLAsync("**/controleren");
        Assert.Contains("Nee, ik geef geen toestemming", await page.MainAsync(), StringComparison.Ordinal);
    }

    private static async Task TabToAsync(IPage page, params string[] selectors)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("all => document.activeElement.matches(all)", string.Join(", ", selectors)))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard never reaches {selectors[0]}.");
    }
}
