using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>A person who uses the keyboard alone: every step is Tab, an arrow, Space, Enter or typing.</summary>
internal static class Keys
{
    private const int MostTabs = 200;

    /// <summary>Goes on with Tab until the focus stands there; fails when it never does.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        await Assertions.Expect(target.First).ToBeAttachedAsync(new() { Timeout = 60_000 });
        for (var presses = 0; presses < MostTabs; presses++)
        {
            if (await target.First.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The keyboard never reaches {target}.");
    }

    public static Task TabToAsync(this IPage page, string selector) => page.TabToAsync(page.Locator(selector));

    /// <summary>Tab to it, then Enter.</summary>
    public static async Task PressKeyAsync(this IPage page, ILocator target, string key = "Enter")
    {
        await page.TabToAsync(target);
        await page.Keyboard.PressAsync(key);
    }

    public static Task FollowAsync(this IPage page, string link) => page.PressKeyAsync(page.GetByRole(AriaRole.Link, new() { Name = link }));

    public static Task PushAsync(this IPage page, string button) => page.PressKeyAsync(page.GetByRole(AriaRole.Button, new() { Name = button }));

    /// <summary>Radio buttons are one stop: the arrows go along them, and choose.</summary>
    public static async Task ChooseAsync(this IPage page, string name, string value)
    {
        var all = page.Locator($"input[type=radio][name={name}]");
        await page.TabToAsync($"input[type=radio][name={name}]:checked, input[type=radio][name={name}]");
        if (await all.First.IsCheckedAsync() is false && await page.Locator($"input[type=radio][name={name}]:checked").CountAsync() == 0)
        {
            await page.Keyboard.PressAsync("Space");
        }

        for (var steps = await all.CountAsync(); steps > 0 && await page.Locator($"input[type=radio][name={name}]:checked").GetAttributeAsync("value") != value; steps--)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(value, await page.Locator($"input[type=radio][name={name}]:checked").GetAttributeAsync("value"));
    }

    public static async Task TypeIntoAsync(this IPage page, string selector, string text)
    {
        await page.TabToAsync(selector);
        await page.Keyboard.TypeAsync(text);
    }
}
