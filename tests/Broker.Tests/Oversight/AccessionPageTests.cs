using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Pages.Toezicht;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>What an officer sees of the convenant: who takes part, what it saves, and the papers that follow from it.</summary>
public sealed class AccessionPageTests
{
    [Fact]
    public async Task The_page_of_the_register_shows_who_acceded_and_how_many_agreements_that_saved_and_gives_the_papers_made_from_the_rows()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var accessions = broker.Services.GetRequiredService<Accessions>();
        var held = await accessions.OnAsync(new DateOnly(2026, 11, 24), ct);
        var pairs = accessions.Pairs(held);
        using var officer = await OfficerBrowser.SignInAsync(broker.Address, "school-po-fg", ct);

        var page = (await officer.GetAsync("/toezicht/toetredingen", ct)).Text;
        using var annex = JsonDocument.Parse((await officer.GetAsync("/toezicht/toetredingen?handler=Bijlage", ct)).Text);
        using var summary = JsonDocument.Parse((await officer.GetAsync("/toezicht/toetredingen?handler=Regeling", ct)).Text);

        Assert.True(pairs > held.Count);
        Assert.Contains($"Toetredingen: {held.Count}. Zonder toetreding waren er overeenkomsten nodig tussen twee partijen: {pairs}. Bespaard: {pairs - held.Count}.", page, StringComparison.Ordinal);
        foreach (var organisation in await broker.Services.GetRequiredService<PartnerDirectory>().AllAsync(ct))
        {
            Assert.Equal(held.Any(each => each.Organisation == organisation.Id), page.Contains($">{organisation.Name}<", StringComparison.Ordinal));
        }

        var purposes = accessions.RowsInUse(held).Select(row => row.Purpose.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(purposes.Order(StringComparer.Ordinal), annex.RootElement.GetProperty("doelen").EnumerateArray().Select(purpose => purpose.GetProperty("code").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(broker.Services.GetRequiredService<Policy>().Version, summary.RootElement.GetProperty("beleidsversie").GetString());
        using var stranger = OfficerBrowser.Stranger(broker.Address);
        Assert.Contains("/toezicht/inloggen", (await stranger.GetAsync("/toezicht/toetredingen", ct)).Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("M07", "M07")]
    [InlineData("M01 M02 M03 M05", "M01–M03, M05")]
    [InlineData("M10 M08 M09 M12 M13", "M08–M10, M12–M13")]
    [InlineData("M01 Mx M02", "M01–M02, Mx")]
    public void Rows_that_follow_one_another_are_named_as_one(string rows, string shown) =>
        Assert.Equal(shown, ToetredingenModel.Ranges(rows.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
