using Microsoft.Playwright;
using Xunit;
using ZioExchange.Broker.Cli.Ask;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>Plays people of the sandbox in windows of their own, and partners that ask about them.</summary>
internal static class Family
{
    /// <summary>Signs in on the page of the sandbox, as a person would, and ends on the overview.</summary>
    public static async Task<IPage> SignInAsync(this IBrowserContext window, RunningBroker broker, string persona)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{broker.Address}/inloggen");
        var before = page.Url;
        await page.Locator($"button[name=persona][value={persona}]").ClickAsync();
        await page.LeavesAsync(before);
        return page;
    }

    public static Task ClickLinkAsync(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickThroughAsync();

    public static Task ClickButtonAsync(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickThroughAsync();

    /// <summary>A click alone ends when the next page has begun to come.</summary>
    private static async Task ClickThroughAsync(this ILocator target)
    {
        await target.ClickAsync();
        await target.Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    public static async Task<string> MainAsync(this IPage page) => (await page.Locator("main").InnerTextAsync()).Replace("\u00AD", string.Empty, StringComparison.Ordinal);

    /// <summary>Asks as a partner system over HTTP.</summary>
    /// <returns>True when data came.</returns>
    public static async Task<bool> AskAsync(this RunningBroker broker, string client, string child, string purpose, string role, string source, string? request = null)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var question = new AskVerb.Question(client, child, purpose, role, [], [source], request is null ? [] : [request], Emergency: null);
        var code = await AskVerb.RunAsync(new SandboxPlace(broker.DataPath, new Uri(broker.Address)), question, output, errors, TestContext.Current.CancellationToken);
        Assert.True(code is 0 or 1, errors.ToString());
        Assert.Contains(code == 0 ? "\"Bundle\"" : "\"OperationOutcome\"", output.ToString(), StringComparison.Ordinal);
        return code == 0;
    }
}
