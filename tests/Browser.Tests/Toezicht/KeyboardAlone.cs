using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Toezicht;

/// <summary>What an officer does without a mouse: Tab until it is there, type, Enter. What cannot be reached so fails.</summary>
internal static class KeyboardAlone
{
    private const int MostTabs = 150;

    /// <param name="persona">Such as <c>swv-oost-fg</c>.</param>
    public static async Task<IPage> SignInByKeyboardAsync(this RunningBroker broker, IBrowserContext window, string persona)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(broker.Address + "/toezicht/inloggen");
        await page.PressOnAsync(page.Locator($"button[value={persona}]"));
        await page.ArrivesAtAsync("/toezicht");
        return page;
    }

    public static async Task TypeIntoAsync(this IPage page, string field, string text)
    {
        await page.TabToAsync(field);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Chooses a radio button: the first of its group unless the value is given.</summary>
    public static async Task ChooseAsync(this IPage page, string name, string? value = null)
    {
        await page.TabToAsync($"input[name={name}]");
        await page.Keyboard.PressAsync("Space");
        for (var step = 0; value is not null && step < 10 && await page.Locator($"input[name={name}]:checked").GetAttributeAsync("value") != value; step++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }
    }

    /// <summary>Presses Enter on a link, a button or a summary, and waits for the page it leads to.</summary>
    public static async Task PressOnAsync(this IPage page, ILocator target)
    {
        await page.TabToAsync(target);
        var isSummary = await target.EvaluateAsync<bool>("target => target.tagName === 'SUMMARY'");
        if (isSummary)
        {
            await page.Keyboard.PressAsync("Enter");
            return;
        }

        await page.EvaluateAsync("window.before = true");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
    }

    /// <summary>Looks at the page again, as a reader would, until the work behind it is done.</summary>
    public static async Task LookUntilAsync(this IPage page, ILocator target)
    {
        for (var look = 0; look < 300 && await target.CountAsync() == 0; look++)
        {
            await page.WaitForTimeoutAsync(1000);
            await page.ReloadAsync();
        }

        Assert.NotEqual(0, await target.CountAsync());
    }

    public static Task TabToAsync(this IPage page, string field) => page.TabToAsync(page.Locator(field).First);

    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        for (var tab = 0; tab < MostTabs; tab++)
        {
            if (await target.EvaluateAsync<bool>("target => document.activeElement === target"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab does not reach {target} on {page.Url}.");
    }
}
