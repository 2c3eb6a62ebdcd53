using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>A school's code, and the family that says which child it is.</summary>
[Trait("Needs", "Chromium")]
public sealed class CouplingTests(Chromium chromium, RunningBroker broker)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task A_code_links_the_child_that_the_parent_confirms_and_works_once(int width)
    {
        var ct = TestContext.Current.CancellationToken;
        var (status, code, number) = await IssueAsync(width, ct);
        await using var window = await chromium.WindowAsync(width, javaScript: width is not 390);
        var page = await window.SignInAsync(broker, "kind-12-ouder-b");
        await page.ClickLinkAsync("Heeft u een code van school?");
        await page.GetByLabel("De code uit de brief").FillAsync("0000-0000-0000-0000");
        await page.ClickButtonAsync("Verder");
        Assert.Contains("Deze code werkt niet.", await page.MainAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);

        await page.GetByLabel("De code uit de brief").FillAsync(code.ToLowerInvariant().Replace('-', ' '));
        await CheckAsync(page, "ouders-koppelen", width);
        await page.ClickButtonAsync("Verder");
        Assert.Contains("Het Bedenksel", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(code[..4], page.Url, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await page.Locator("input[type=radio]:checked").CountAsync());
        await CheckAsync(page, "ouders-koppelen-kind", width);
        await page.GetByLabel("Quintavar").CheckAsync();
        await page.ClickButtonAsync("Koppel dit kind");

        Assert.Equal("Het is gekoppeld", await page.Locator("h1").InnerTextAsync());
        Assert.Equal("GEBRUIKT", await StatusAsync(status, ct));
        await page.GotoAsync($"{broker.Address}/ouders/koppelen");
        await page.GetByLabel("De code uit de brief").FillAsync(code);
        await page.ClickButtonAsync("Verder");
        Assert.Contains("Deze code werkt niet.", await page.MainAsync(), StringComparison.Ordinal);

        // A child has one number at a school: this one makes room for the next.
        Assert.Equal(204, (await Partner().PostAsync("/api/v1/koppelingen/beeindigingen", JsonSerializer.Serialize(new { kind = new { system = NamingSystems.LasKey, value = number } }), ct)).Status);
    }

    [Fact]
    public async Task Who_says_that_it_is_none_of_these_children_links_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var (status, code, _) = await IssueAsync(1, ct);
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-8-voogd");
        await page.GotoAsync($"{broker.Address}/ouders/koppelen");
        await page.GetByLabel("De code uit de brief").FillAsync(code);
        await page.ClickButtonAsync("Verder");
        await page.GetByLabel("Geen van deze kinderen").CheckAsync();
        await page.ClickButtonAsync("Koppel dit kind");

        Assert.Equal("Er is niets gekoppeld", await page.Locator("h1").InnerTextAsync());
        Assert.Equal("OPEN", await StatusAsync(status, ct));
    }

    // Without JavaScript axe cannot run in the page.
    private static Task CheckAsync(IPage page, string name, int width) => width is 390 ? page.PictureAsync(name) : page.AssertAccessibleAsync(name);

    private async Task<(string Status, string Code, string Number)> IssueAsync(int place, CancellationToken ct)
    {
        var number = $"K-{place}-{Guid.NewGuid():N}";
        var issued = await Partner().PostAsync("/api/v1/koppelingen", JsonSerializer.Serialize(new { nummer = new { system = NamingSystems.LasKey, value = number } }), ct);
        Assert.True(issued.Status == 201, issued.Text);
        return (issued.Header("Location")!, issued.Json.GetProperty("code").GetString()!, number);
    }

    private async Task<string?> StatusAsync(string path, CancellationToken ct) => (await Partner().GetAsync(path, ct)).Json.GetProperty("status").GetString();

    private LivePartner Partner() => new(Http, new Uri(broker.Address), "school-po", new SandboxKeys(broker.DataPath).Read("school-po")!);
}
