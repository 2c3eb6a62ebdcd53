using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>A question that a school puts over the API, from the letter with its address to the first exchange.</summary>
[Trait("Needs", "Chromium")]
public sealed class AskedTests(Chromium chromium, RunningBroker broker)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private const string Path = "/api/v1/toestemmingsverzoeken";

    [Fact]
    public async Task A_question_of_the_school_reaches_both_parents_and_opens_the_exchange_when_both_say_yes()
    {
        var ct = TestContext.Current.CancellationToken;
        var school = Partner("school-so");
        var put = await school.PostAsync(Path, Question(), ct);
        Assert.True(put.Status == 201, put.Text);
        var address = put.Json.GetProperty("redirectUrl").GetString()!;
        await using var first = await chromium.WindowAsync(390, javaScript: false);
        await using var second = await chromium.WindowAsync();
        await using var third = await chromium.WindowAsync();

        var parentA = await first.SignInAsync(broker, "kind-1-ouder-a");
        Assert.Contains("1 vraag wacht op u", await parentA.MainAsync(), StringComparison.Ordinal);
        await parentA.GotoAsync(address);
        Assert.Equal("Mag Gemeente Fantstede gegevens van Zephyrno zien?", await parentA.Locator("h1").InnerTextAsync());
        await YesAsync(parentA);

        Assert.False(await broker.AskAsync("gemeente-a", "1", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", "school-so"));
        Assert.Equal("VOORGELEGD", await StatusAsync(school, put, ct));
        var stranger = await third.SignInAsync(broker, "kind-2-ouder-a");
        Assert.Equal(404, (await stranger.GotoAsync(address))!.Status);

        var parentB = await second.SignInAsync(broker, "kind-1-ouder-b");
        await parentB.GotoAsync(address);
        await YesAsync(parentB);

        Assert.True(await broker.AskAsync("gemeente-a", "1", "JEUGDHULP_TOELEIDING", "JEUGDCONSULENT", "school-so"));
        Assert.Equal("BEANTWOORD", await StatusAsync(school, put, ct));
    }

    private static async Task YesAsync(IPage page)
    {
        await page.GetByLabel("Ja, ik geef toestemming").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.Locator("input[value=gevraagd]").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.ClickButtonAsync("Ja, ik geef toestemming");
        Assert.Equal("Uw ja is bewaard", await page.Locator("h1").TextContentAsync());
    }

    private static async Task<string?> StatusAsync(LivePartner school, Reply put, CancellationToken ct) =>
        (await school.GetAsync(put.Header("Location")!, ct)).Json.GetProperty("status").GetString();

    private LivePartner Partner(string client) => new(Http, new Uri(broker.Address), client, new SandboxKeys(broker.DataPath).Read(client)!);

    private string Question()
    {
        using var families = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(broker.DataPath, "sandbox", "families.json")));
        var child = families.RootElement.GetProperty("children").GetProperty("1");
        return JsonSerializer.Serialize(new
        {
            kind = child.GetProperty("identifiers").GetProperty("school-so"),
            doel = "JEUGDHULP_TOELEIDING",
            bron = Identifier("school-so"),
            ontvangers = new[] { Identifier("gemeente-a") },
            gegevensgroepen = new[] { "ID_BASIS", "CONTACT", "ONDERSTEUNINGSBEHOEFTE" },
            geldigTot = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(45).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            tekstversie = "2026-1",
        });

        JsonElement Identifier(string client) => families.RootElement.GetProperty("clients").GetProperty(client).GetProperty("identifier").Clone();
    }
}
