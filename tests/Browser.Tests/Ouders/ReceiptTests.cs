using Microsoft.Playwright;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Cli.Audit;

namespace ZioExchange.Browser.Tests.Ouders;

/// <summary>The receipt: on paper, and as a proof that anybody can check without us.</summary>
[Trait("Needs", "Chromium")]
public sealed class ReceiptTests(Chromium chromium, RunningBroker broker)
{
    [Fact]
    public async Task A_receipt_carries_a_proof_that_leads_to_the_signed_log_and_holds_no_name()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-6");
        await page.Locator("article").Filter(new() { HasText = "Zorg op school goed regelen" })
            .GetByRole(AriaRole.Link, new() { Name = "Bekijk" }).First.ClickAsync();
        await page.ClickLinkAsync("Kies opnieuw");
        await page.GetByLabel("Nee, ik geef geen toestemming").CheckAsync();
        await page.ClickButtonAsync("Verder");
        await page.ClickButtonAsync("Nee, ik geef geen toestemming");
        Assert.Matches("Versie ouders-vraag/\\d{4}-\\d\\d-\\d\\d", await page.MainAsync());
        await page.AssertAccessibleAsync("ouders-bewijs");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickLinkAsync("Download het bewijs"));
        var text = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);

        Assert.True(InclusionProof.TryParse(text, out var proof));
        var key = await File.ReadAllTextAsync(Path.Combine(broker.DataPath, "log.vkey"), TestContext.Current.CancellationToken);
        Assert.True(VerifierKey.TryParse(key.Trim(), out var verifier));
        Assert.True(proof.Proves(MerkleHash.Leaf(proof.Extra.Span), verifier, out var fault), fault);
        Assert.DoesNotContain("Zindelore", text, StringComparison.Ordinal);

        var opened = await page.RunAndWaitForDownloadAsync(() => page.ClickLinkAsync("Download uw keuze met het bewijs"));
        var line = await File.ReadAllTextAsync(await opened.PathAsync(), TestContext.Current.CancellationToken);
        using var said = new StringWriter();

        Assert.Equal(0, await AuditProofVerb.RunExportAsync(new StringReader(line), AuditProofVerb.Keys(key.Trim(), null), said, said, TestContext.Current.CancellationToken));
        Assert.Contains("of 1 the content is proven too", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("REFUSED", line, StringComparison.Ordinal);
        Assert.Equal(1, await AuditProofVerb.RunExportAsync(new StringReader(line.Replace("REFUSED", "GIVEN", StringComparison.Ordinal)), AuditProofVerb.Keys(key.Trim(), null), said, said, TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Zindelore", line, StringComparison.Ordinal);
        Assert.Contains("\"subject\":null", line, StringComparison.Ordinal);
        Assert.Contains("\"actor\":null", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_paper_only_the_receipt_is_printed()
    {
        await using var window = await chromium.WindowAsync();
        var page = await window.SignInAsync(broker, "kind-1-ouder-a");
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.False(await page.Locator("header").First.IsVisibleAsync());
        Assert.True(await page.Locator("h1").IsVisibleAsync());
    }
}
