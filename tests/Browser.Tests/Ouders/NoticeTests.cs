using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using ZioExchange.Browser.Tests.Toezicht;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>A person asks for notices, proves the address, and ends them. Mail is read from the files of the file sender.</summary>
[Trait("Needs", "Chromium")]
public sealed partial class NoticeTests(Chromium chromium, RunningBroker broker)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Every_screen_is_readable_by_everyone_from_the_address_to_off(int width)
    {
        await using var window = await chromium.WindowAsync(width);
        var page = await window.SignInAsync(broker, "kind-8-voogd");
        await page.ClickLinkAsync("Berichten");
        await page.AssertAccessibleAsync("ouders-berichten");
        await page.Locator("#Adres").FillAsync("iemand@voorbeeld.example, ander@voorbeeld.example");
        await page.ClickButtonAsync("Stuur mij een code");
        await page.AssertAccessibleAsync("ouders-berichten-fout");
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);

        var address = $"breed-{width}@voorbeeld.example";
        await page.Locator("#Adres").FillAsync(address);
        await page.ClickButtonAsync("Stuur mij een code");
        await page.AssertAccessibleAsync("ouders-berichten-code");
        await page.Locator("#Code").FillAsync(await CodeAsync(address));
        await page.ClickButtonAsync("Zet berichten aan");
        await page.AssertAccessibleAsync("ouders-berichten-aan");
        Assert.Contains(address, await page.MainAsync(), StringComparison.Ordinal);
        await page.ClickButtonAsync("Zet berichten uit");

        Assert.DoesNotContain(address, await page.MainAsync(), StringComparison.Ordinal);
        Assert.EndsWith("/ouders/berichten", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(broker.Output, line => line.Contains("voorbeeld.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_keyboard_alone_without_scripts_and_what_is_sent_holds_no_name()
    {
        const string Address = "toetsen@voorbeeld.example";
        await using var window = await chromium.WindowAsync(390, javaScript: false);
        var page = await window.SignInAsync(broker, "kind-5-ouder-a");
        await page.TabToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Berichten" }).First);
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAtAsync("/ouders/berichten");
        await page.TypeIntoAsync("#Adres", Address);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#Code")).ToBeVisibleAsync();
        await page.TypeIntoAsync("#Code", await CodeAsync(Address));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Berichten staan aan")).ToBeVisibleAsync();

        Assert.All(Mails(Address), mail => Assert.DoesNotMatch("Fant|Verzin|school", mail));
    }

    private async Task<string> CodeAsync(string address)
    {
        for (var look = 0; look < 240; look++)
        {
            if (Mails(address).Select(mail => Code().Match(mail)).FirstOrDefault(match => match.Success) is { } found)
            {
                return found.Value.Trim();
            }

            await Task.Delay(250, TestContext.Current.CancellationToken);
        }

        Assert.Fail("No code came.");
        return string.Empty;
    }

    private IEnumerable<string> Mails(string address)
    {
        var folder = Path.Combine(broker.DataPath, "notices");
        return System.IO.Directory.Exists(folder)
            ? System.IO.Directory.EnumerateFiles(folder, "*.eml").Select(Readable).Where(mail => mail.Contains($"To: {address}", StringComparison.Ordinal))
            : [];
    }

    // The line ends of the text travel as signs of it.
    private static string Readable(string file) =>
        File.ReadAllText(file).ReplaceLineEndings("\n").Replace("=\n", string.Empty, StringComparison.Ordinal).Replace("=0D=0A", "\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^[0-9A-Z]{4}-[0-9A-Z]{4}\s*$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
