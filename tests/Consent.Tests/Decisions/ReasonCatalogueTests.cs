using System.Text;
using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class ReasonCatalogueTests
{
    [Fact]
    public void Each_code_has_one_number_and_every_text_is_filled()
    {
        Assert.Equal(ReasonCatalogue.All.Count, ReasonCatalogue.All.Select(reason => reason.Number).Distinct().Count());
        foreach (var reason in ReasonCatalogue.All)
        {
            Assert.Matches("^[A-Z][A-Z0-9_]+$", reason.Code);
            Assert.Matches("^ZIO-[1-5][0-9]{3}$", reason.Number);
            Assert.All(new[] { reason.Nl, reason.En, reason.Source }, text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.Same(reason, ReasonCatalogue.Find(reason.Code));
            Assert.Same(reason, ReasonCatalogue.FindNumber(reason.Number));
        }
    }

    [Fact]
    public void A_code_or_number_that_nobody_gave_out_finds_nothing() =>
        Assert.Equal((null, null), (ReasonCatalogue.Find("ZIO-2001"), ReasonCatalogue.FindNumber("EUS_INSURER_BANNED")));

    [Fact]
    public void The_documented_list_is_the_catalogue()
    {
        var page = Page();
        var file = Path.Combine(Folders.Repository, "docs", "reasons.md");
        if (Environment.GetEnvironmentVariable("ZIO_UPDATE_GOLDEN") == "1")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, page);
        }

        Assert.Equal(File.ReadAllText(file), page);
    }

    private static string Page()
    {
        var page = new StringBuilder("# Reasons\n\nMade from the catalogue in `src/Consent/Decisions`; a test keeps it equal (ZIO_UPDATE_GOLDEN=1 writes it anew). Codes and numbers are never reused.\n1xxx permits, 2xxx refusals, 3xxx values of a source that cannot be used, 4xxx faults of a request, 5xxx not available. *Masked*: the requester sees CONSENT_NOT_AVAILABLE instead.\n\n| number | code | Dutch | English | source | requester sees |\n|---|---|---|---|---|---|\n");
        foreach (var reason in ReasonCatalogue.All)
        {
            page.Append($"| {reason.Number} | {reason.Code} | {reason.Nl} | {reason.En} | {reason.Source} | {(reason.View is RequesterView.AsItIs ? "as it is" : "masked")} |\n");
        }

        return page.ToString();
    }
}
