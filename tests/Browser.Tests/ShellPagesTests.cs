using System.Net;
using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests;

[Trait("Needs", "Chromium")]
public sealed class ShellPagesTests(Chromium chromium, RunningBroker broker)
{
    public static TheoryData<string, string, int> PagesAtEveryWidth()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var width in PageChecks.Widths)
        {
            data.Add("start", "/", width);
            data.Add("start-en", "/?taal=en", width);
            data.Add("hulp", "/hulp", width);
            data.Add("privacy", "/privacy", width);
            data.Add("toegankelijkheid", "/toegankelijkheid", width);
            data.Add("bouwstenen", "/voorbeelden", width);
            data.Add("fout-404", "/bestaat-niet", width);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PagesAtEveryWidth))]
    public async Task Every_shell_page_is_accessible_at_every_width(string name, string path, int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.NewPageAsync();
        var refused = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" && !message.Text.Contains("404", StringComparison.Ordinal)) { refused.Add(message.Text); } };

        await page.GotoAsync(broker.Address + path);

        await page.AssertAccessibleAsync(name);
        Assert.Empty(refused);   // the content policy blocks nothing that the page needs
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/hulp")]
    [InlineData("/bestaat-niet")]
    public async Task The_keyboard_reaches_the_content(string path)
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();

        await page.GotoAsync(broker.Address + path);

        await page.AssertKeyboardReachesMainAsync();
    }

    [Fact]
    public async Task Everything_works_without_JavaScript()
    {
        await using var window = await chromium.WindowAsync(390, javaScript: false);
        var page = await window.NewPageAsync();
        await page.GotoAsync(broker.Address);

        await page.GetByRole(AriaRole.Link, new() { Name = "Lukt het niet? Bekijk de hulp" }).ClickAsync();

        Assert.Equal("Hulp", await page.Locator("h1").TextContentAsync());
        Assert.Equal("Hulp - Kinddossier", await page.TitleAsync());
    }

    [Fact]
    public async Task A_chosen_language_stays_chosen_and_is_told_to_screen_readers()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/privacy?van=2026");

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        Assert.Contains("van=2026", page.Url, StringComparison.Ordinal);
        await page.GotoAsync($"{broker.Address}/hulp");

        Assert.Equal("Help", await page.Locator("h1").TextContentAsync());
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("true", await page.GetByRole(AriaRole.Link, new() { Name = "English" }).GetAttributeAsync("aria-current"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/voorbeelden")]
    public async Task A_first_visit_weighs_less_than_100_kB_with_fonts_and_styles(string path)
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.NewPageAsync();
        var answers = new List<IResponse>();
        page.Response += (_, answer) => answers.Add(answer);

        await page.GotoAsync(broker.Address + path);
        await page.EvaluateAsync("document.fonts.ready");

        var weight = 0;
        foreach (var answer in answers.ToArray())
        {
            await answer.FinishedAsync();
            weight += (await answer.Request.SizesAsync()).ResponseBodySize;
        }

        Assert.True(answers.Count >= 4, "The page came without its styles and fonts.");
        Assert.InRange(weight, 1, 100_000);
    }

    [Fact]
    public async Task A_page_that_is_not_there_answers_404_in_words()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();

        var answer = await page.GotoAsync($"{broker.Address}/ouders/kinderen/een-ander-kind");

        Assert.Equal((int)HttpStatusCode.NotFound, answer!.Status);
        Assert.Equal("Deze pagina is er niet", await page.Locator("h1").TextContentAsync());
    }

    [Fact]
    public async Task A_fault_of_ours_is_told_in_words_with_a_reference_and_nothing_of_its_inside()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.NewPageAsync();

        var answer = await page.GotoAsync($"{broker.Address}/voorbeelden?handler=stuk");

        Assert.Equal((int)HttpStatusCode.InternalServerError, answer!.Status);
        Assert.Equal("Er ging bij ons iets mis", await page.Locator("h1").TextContentAsync());
        var text = await page.Locator("main").TextContentAsync();
        var reference = System.Text.RegularExpressions.Regex.Match(text!, "nummer: ([0-9a-f]{8})").Groups[1].Value;
        Assert.Contains(broker.Output, line => reference.Length > 0 && line.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", await page.ContentAsync(), StringComparison.Ordinal);
        await page.AssertAccessibleAsync("fout-500");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task A_language_from_right_to_left_turns_the_whole_page(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/voorbeelden");

        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");

        await page.AssertAccessibleAsync("bouwstenen-rtl");
        Assert.True(await page.EvaluateAsync<bool>(
            "document.querySelector('.zio-brand').getBoundingClientRect().right > document.documentElement.clientWidth / 2"));
    }

    [Fact]
    public async Task Words_do_not_overlap_when_letters_are_twice_as_large()
    {
        await using var window = await chromium.WindowAsync(640);
        var page = await window.NewPageAsync();
        await page.GotoAsync(broker.Address);

        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");

        await page.AssertNoSidewaysScrollAsync();
        await page.AssertNothingSpillsAsync();
        await page.PictureAsync("start-letters-200");
    }
}
