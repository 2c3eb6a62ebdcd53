using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests;

/// <summary>The installed Chromium, one for all tests; nothing is downloaded. Absent: a failure on CI, a skip with its reason elsewhere.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Flags =
        ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            return;   // each test that asks for a window then says why it cannot have one
        }

        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(90_000);   // five seconds are few for a browser that shares two processors
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Timeout = 180_000,
            Args = Environment.IsPrivilegedProcess ? [.. Flags, "--no-sandbox"] : Flags,
        });
    }

    /// <summary>A window of its own, with its own cookies. Closing it is up to the caller. Width in CSS pixels.</summary>
    public async Task<IBrowserContext> WindowAsync(int width = 1280, bool javaScript = true)
    {
        if (_browser is null)
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", $"No Chromium at {Program}: install the Debian package chromium.");
            Assert.Fail($"No Chromium at {Program}; on CI the pages are always tested.");
        }

        var window = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        window.SetDefaultTimeout(90_000);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
