using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests;

/// <summary>How the building blocks behave once a form is sent, whatever page they stand on.</summary>
[Trait("Needs", "Chromium")]
public sealed class BuildingBlocksTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Faults_stand_on_top_and_at_the_field_and_the_page_stays_accessible(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await SentEmptyAsync(window);

        await page.AssertAccessibleAsync("bouwstenen-fouten");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(["Kies ja of nee.", "Vul de vier cijfers uit de brief in."], await page.Locator("[role=alert] a").AllTextContentsAsync());
        Assert.Equal("alert", await page.EvaluateAsync<string?>("document.activeElement.getAttribute('role')"));
        var described = await page.Locator("#Code").GetAttributeAsync("aria-describedby");
        Assert.Equal("Code-uitleg Code-fout", described);
        Assert.Equal("Vul de vier cijfers uit de brief in.", await page.Locator("#Code-fout").TextContentAsync());
    }

    [Theory]
    [InlineData("Kies ja of nee.", "Keuze")]
    [InlineData("Vul de vier cijfers uit de brief in.", "Code")]
    public async Task A_fault_on_top_leads_to_its_field(string fault, string field)
    {
        await using var window = await chromium.WindowAsync(javaScript: false);
        var page = await SentEmptyAsync(window);

        await page.GetByRole(AriaRole.Link, new() { Name = fault }).ClickAsync();

        await Assertions.Expect(page.Locator($"#{field}")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Nothing_is_chosen_beforehand_and_a_choice_survives_a_fault_elsewhere()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/voorbeelden");
        Assert.Equal(0, await page.Locator("input[type=radio]:checked").CountAsync());

        await page.GetByLabel("Nee, ik geef geen toestemming").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Verder naar controleren" }).ClickAsync();

        Assert.Equal("nee", await page.Locator("input[type=radio]:checked").GetAttributeAsync("value"));
    }

    [Fact]
    public async Task A_form_that_is_right_goes_on_with_303_so_that_reloading_sends_nothing_twice()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/voorbeelden");
        await page.GetByLabel("Ja, ik geef toestemming").CheckAsync();
        await page.Locator("#Code").FillAsync("4821");

        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Verder naar controleren" }).ClickAsync(),
            response => response.Request.Method == "POST");
        await page.WaitForURLAsync($"{broker.Address}/");

        Assert.Equal(303, answer.Status);
    }

    [Fact]
    public async Task Colours_chosen_by_the_reader_leave_every_block_readable()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.NewPageAsync();
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await page.GotoAsync($"{broker.Address}/voorbeelden");

        await page.AssertAccessibleAsync("bouwstenen-eigen-kleuren");

        // Without colours of ours a block is only seen by its border.
        Assert.True(await page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('.utrecht-alert, .zio-card, .zio-choice, .nl-button--primary')].every(block => parseFloat(getComputedStyle(block).borderTopWidth) >= 1)"));
    }

    [Fact]
    public async Task A_form_without_its_hidden_proof_is_refused_in_words()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/voorbeelden");
        await page.EvaluateAsync("document.querySelector('input[name=__RequestVerificationToken]').remove()");

        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Verder naar controleren" }).ClickAsync(),
            response => response.Request.Method == "POST");

        Assert.Equal(400, answer.Status);
        Assert.Equal("Wij konden dit niet lezen", await page.Locator("h1").TextContentAsync());
    }

    [Fact]
    public async Task What_was_typed_comes_back_as_text_and_never_as_markup()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/voorbeelden");

        await page.Locator("#Code").FillAsync("\"><b id=x>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verder naar controleren" }).ClickAsync();

        Assert.Equal("\"><b id=x>", await page.Locator("#Code").InputValueAsync());
        Assert.Equal(0, await page.Locator("#x").CountAsync());
    }

    [Fact]
    public async Task A_table_stays_a_table_for_screen_readers_when_it_becomes_cards()
    {
        await using var window = await chromium.WindowAsync(390);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/voorbeelden");

        var table = page.GetByRole(AriaRole.Table, new() { Name = "Wie heeft gekeken?" });

        Assert.Equal(3, await table.GetByRole(AriaRole.Row).CountAsync());
        Assert.Equal("Wie", await table.GetByRole(AriaRole.Cell).First.GetAttributeAsync("data-label"));
    }

    private async Task<IPage> SentEmptyAsync(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/voorbeelden");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verder naar controleren" }).ClickAsync();
        return page;
    }
}
