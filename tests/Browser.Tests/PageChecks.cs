using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests;

/// <summary>What every page for people must hold, at any width. One call per page: <see cref="AssertAccessibleAsync"/>.</summary>
public static class PageChecks
{
    /// <summary>Desktop, phone, and 400 % zoom (WCAG 1.4.10).</summary>
    public static readonly int[] Widths = [1280, 390, 320];

    private const float ArrivesWithin = 90_000;

    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>No axe violation, nothing wider than the window, no target too small, a title and one main heading. Leaves a picture behind.</summary>
    public static async Task AssertAccessibleAsync(this IPage page, string name)
    {
        await page.EvaluateAsync("document.fonts.ready");
        await page.PictureAsync(name);
        var result = await page.RunAxe(Rules);
        Assert.Empty(result.Violations.SelectMany(fault => fault.Nodes.Select(node => $"{fault.Id}: {node.Html}")));
        Assert.NotEmpty(result.Passes);
        await page.AssertNoSidewaysScrollAsync();
        await page.AssertNothingSpillsAsync();
        await page.AssertTargetsLargeEnoughAsync();
        Assert.EndsWith(" - Kinddossier", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("h1").CountAsync());
    }

    /// <summary>Waits until a page of this path shows its heading. A busy machine may take long; what loads after that nobody waits for.</summary>
    public static async Task ArrivesAtAsync(this IPage page, string path)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "(\\?.*|#.*)?$"), new() { Timeout = ArrivesWithin });
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync(new() { Timeout = ArrivesWithin });
    }

    /// <summary>Waits until another address than this one is there, and its page down to the last part.</summary>
    public static async Task LeavesAsync(this IPage page, string address)
    {
        await Assertions.Expect(page).Not.ToHaveURLAsync(address, new() { Timeout = ArrivesWithin });
        await Assertions.Expect(page.Locator(".utrecht-page-footer")).ToBeVisibleAsync(new() { Timeout = ArrivesWithin });
    }

    public static async Task AssertNoSidewaysScrollAsync(this IPage page)
    {
        var excess = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{page.Url} is {excess} px wider than its window.");
    }

    /// <summary>Text that runs out of its own block covers the next one; axe does not see that.</summary>
    public static async Task AssertNothingSpillsAsync(this IPage page)
    {
        var spilling = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('main *')]
              .filter(block => !['inline', 'contents', 'none'].includes(getComputedStyle(block).display) && block.clientHeight > 1)
              .filter(block => !block.matches('input, select, textarea, thead, thead *'))
              .filter(block => block.scrollHeight > block.clientHeight + 3)
              .map(block => `${block.scrollHeight} px in ${block.clientHeight} px: ${block.outerHTML.slice(0, 120)}`)
            """);
        Assert.Empty(spilling);
    }

    /// <summary>WCAG 2.5.8: 24 by 24 CSS pixels for everything that can be clicked and seen.</summary>
    public static async Task AssertTargetsLargeEnoughAsync(this IPage page)
    {
        var small = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
              .map(target => ({ target: target.closest('label') ?? target, html: target.outerHTML }))
              .map(({ target, html }) => ({ box: target.getBoundingClientRect(), html }))
              .filter(({ box }) => box.width > 1 && box.height > 1 && (box.width < 24 || box.height < 24))
              .map(({ box, html }) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)
            """);
        Assert.Empty(small);
    }

    /// <summary>Tab from the top: the first stop is the skip link, and following it puts the focus in the main content.</summary>
    public static async Task AssertKeyboardReachesMainAsync(this IPage page)
    {
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#inhoud", await page.EvaluateAsync<string?>("document.activeElement.getAttribute('href')"));
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().height >= 24"), "The skip link stays hidden.");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("inhoud", await page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.True(await page.EvaluateAsync<bool>(
            "[...document.querySelectorAll('a[href], button, input, select, textarea, summary')].every(target => target.tabIndex === 0)"));
    }

    /// <summary>The whole page as TestResults/pages/NAME-WIDTH.png, for people to look at.</summary>
    public static Task PictureAsync(this IPage page, string name) => page.ScreenshotAsync(new()
    {
        FullPage = true,
        Path = Path.Combine(BuiltPlaces.Screenshots, $"{name}-{page.ViewportSize!.Width}.png"),
    });
}
