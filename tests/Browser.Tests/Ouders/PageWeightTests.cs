using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>What a page costs on a phone with a slow line. Weight is asserted; the time of the first content is reported, for it depends on the machine.</summary>
[Trait("Needs", "Chromium")]
public sealed class PageWeightTests(Chromium chromium, RunningBroker broker)
{
    private const int MostBytes = 100_000;

    private const double SlowDown = 4;   // a phone of some years old against this machine
    private const int BytesPerSecond = 200_000;   // 1.6 Mbit/s
    private const int LatencyMilliseconds = 150;

    [Fact]
    public async Task Each_page_of_a_parent_weighs_less_than_100_kB_and_its_first_content_is_reported()
    {
        var report = new List<string> { "page\tkB, first visit\tfirst content, ms (1.6 Mbit/s, 150 ms, CPU / 4)" };
        await using (var window = await chromium.WindowAsync(390))
        {
            var page = await window.SignInAsync(broker, "kind-1-ouder-a");
            await page.GotoAsync($"{broker.Address}/ouders");
            var addresses = (await page.Locator("main a").EvaluateAllAsync<string[]>("all => all.map(link => link.href)")).Where(address => new Uri(address).Segments.Length > 3)
                .DistinctBy(NameOf).Prepend($"{broker.Address}/ouders").ToList();
            await page.GotoAsync(addresses.Single(address => NameOf(address) == "wat-is-bekend"));
            var sources = await KnownTests.AddressesAsync(page);
            Assert.True(sources.Count > 3);
            foreach (var address in addresses.Concat(sources))
            {
                await using var phone = await chromium.WindowAsync(390);   // nothing in its cache
                await phone.AddCookiesAsync((await window.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = broker.Address }));
                var (bytes, first) = await MeasureAsync(phone, address);
                var name = NameOf(address);
                report.Add(string.Create(CultureInfo.InvariantCulture, $"{name}\t{bytes / 1000.0:0.0}\t{first:0}"));
                Assert.True(bytes > 0, $"{name}: nothing came");
                Assert.True(bytes < MostBytes, $"{name}: {bytes} bytes");
            }
        }

        Assert.True(report.Count > 5);
        Directory.CreateDirectory(BuiltPlaces.Screenshots);   // this test may be the first to want it
        await File.WriteAllLinesAsync(Path.Combine(BuiltPlaces.Screenshots, "gewicht.tsv"), report, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', report));
    }

    /// <summary>The last word of an address; for a key the word before it.</summary>
    private static string NameOf(string address)
    {
        var segments = new Uri(address).Segments;
        return (segments[^1].Length > 18 ? segments[^2].Trim('/') + "/..." : segments[^1]).Trim('/');
    }

    private static async Task<(long Bytes, double FirstContent)> MeasureAsync(IBrowserContext phone, string address)
    {
        var page = await phone.NewPageAsync();
        var line = await phone.NewCDPSessionAsync(page);
        await line.SendAsync("Network.enable");
        await line.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = LatencyMilliseconds,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
        await line.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = SlowDown });
        var answers = new List<IResponse>();
        page.Response += (_, answer) => answers.Add(answer);
        var opened = await page.GotoAsync(address, new() { Timeout = 60_000 });
        Assert.Equal(200, opened!.Status);
        await page.EvaluateAsync("document.fonts.ready");
        long bytes = 0;
        foreach (var answer in answers.ToArray())
        {
            await answer.FinishedAsync();
            bytes += (await answer.Request.SizesAsync()).ResponseBodySize;
        }

        return (bytes, await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"));
    }
}
