using System.Text;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Broker.Sandbox.Documents;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>Each fetcher against its live source: what comes, what is not asked for, and that no number or name stands in an address.</summary>
public sealed class LiveSourceTests(LiveSources sources) : IClassFixture<LiveSources>
{
    [Theory]
    [InlineData("school-so", "swv-oost", "oso,school", "ID_BASIS", "OPP_KERN")]
    [InlineData("school-so", "zorgaanbieder", "oso,school", "ID_BASIS", "ROOSTER_AANWEZIGHEID")]
    [InlineData("school-so", "swv-oost", "oso", "ID_BASIS", "SCHOOL_BASIS", "LEERRESULTATEN")]
    [InlineData("school-so", "zorgaanbieder", "school", "ZORGPLAN_ZIO")]
    [InlineData("school-so", "zorgaanbieder", "", "WLZ_INDICATIE")]
    [InlineData("swv-oost", "school-so", "swv", "TLV", "DESKUNDIGENADVIES")]
    [InlineData("swv-oost", "school-so", "", "OPP_KERN")]
    [InlineData("gemeente-a", "zorgkantoor", "ijw,ijw", "JEUGDHULP_BESCHIKKING")]
    [InlineData("gemeente-a", "zorgkantoor", "", "WLZ_INZET")]
    [InlineData("zorgkantoor", "gemeente-a", "iwlz", "WLZ_INDICATIE", "BSN")]
    [InlineData("zorgkantoor", "gemeente-a", "", "JEUGDHULP_PLAN")]
    [InlineData("jeugdhulpaanbieder", "school-so", "aanbieder", "JEUGDHULP_PLAN")]
    [InlineData("zorgaanbieder", "school-so", "aanbieder", "ZORGPLAN_ZIO", "WLZ_INZET")]
    [InlineData("zorgaanbieder", "school-so", "", "TLV")]
    public async Task A_source_is_asked_only_for_documents_that_can_hold_what_is_permitted(
        string source, string recipient, string documents, params string[] categories)
    {
        var fetched = await sources.FetchAsync(source, "1", recipient, categories);

        Assert.Equal(documents, string.Join(',', fetched.Select(document => document.Source)));
        Assert.All(fetched, document => Assert.Equal(document.Source is "oso" or "ijw" ? "application/xml" : "application/json", document.MediaType));
    }

    [Fact]
    public async Task The_documents_arrive_byte_for_byte()
    {
        var child = LiveSources.Demo.Child("1");
        var dossier = await sources.FetchAsync("school-so", "1", "swv-oost", ["ID_BASIS"]);
        var messages = await sources.FetchAsync("gemeente-a", "6", "zorgkantoor", ["JEUGDHULP_BESCHIKKING"]);
        var record = await sources.FetchAsync("jeugdhulpaanbieder", "1", "school-so", ["JEUGDHULP_PLAN"]);

        Assert.Equal(OsoDocument.Write(LiveSources.Demo, child, pao: true), dossier.Single().Content);
        Assert.Equal(JwMessages.Of(LiveSources.Demo, LiveSources.Demo.Child("6")).Select(message => message.Content), messages.Select(message => message.Content.ToArray()));
        Assert.Equal(3, messages.Count);
        Assert.Equal(AanbiederDocument.Write(LiveSources.Demo, child, "jeugdhulpaanbieder"), record.Single().Content);
    }

    [Theory]
    [InlineData("swv-oost", false)]
    [InlineData("swv-noord", false)]
    [InlineData("nobody-knows", false)]
    [InlineData("gemeente-a", true)]
    [InlineData("school-po", true)]
    public async Task An_SWV_and_an_unknown_party_get_the_profile_without_a_number(string recipient, bool hasNumber)
    {
        var dossier = await sources.FetchAsync("school-so", "1", recipient, ["ID_BASIS", "PGN", "BSN"]);

        Assert.Equal(hasNumber, Text(dossier).Contains(LiveSources.Demo.Child("1").Onderwijsnummer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_register_is_asked_for_the_fields_of_the_permit_only()
    {
        var indication = Text(await sources.FetchAsync("zorgkantoor", "1", "gemeente-a", ["WLZ_INDICATIE"]));
        var everything = Text(await sources.FetchAsync("zorgkantoor", "1", "gemeente-a", ["WLZ_INDICATIE", "ID_BASIS", "CONTACT", "GEZONDHEID_DIAGNOSE"]));
        var child = LiveSources.Demo.Child("1");

        Assert.Contains("\"zzpCode\":\"804\"", indication, StringComparison.Ordinal);
        Assert.DoesNotContain("stoornis", indication, StringComparison.Ordinal);
        Assert.DoesNotContain(child.Person.FamilyName, indication, StringComparison.Ordinal);
        Assert.Contains("ziektebeeldStoornis", everything, StringComparison.Ordinal);
        Assert.Contains(child.Person.FamilyName, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(NeverTravels.FreeText, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_hold_the_child_gives_nothing()
    {
        var stranger = LiveSources.Demo.Child("12").Person.BsnKey;

        foreach (var client in new[] { "gemeente-c", "zorgaanbieder", "jeugdhulpaanbieder", "zorgkantoor" })
        {
            var key = client is "zorgaanbieder" or "zorgkantoor" ? LiveSources.Demo.Child("4").Person.BsnKey : stranger;
            Assert.Empty(await sources.Fetchers().FetchAsync(
                Permits.For("school-so", "ID_BASIS"), sources.Hosts.Endpoints[client], key, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Every_source_of_every_child_answers_about_that_child_and_no_address_names_it()
    {
        foreach (var child in LiveSources.Demo.Children)
        {
            foreach (var client in child.SourceKeys.Keys)
            {
                await sources.FetchAsync(client, child.Reference, "gemeente-a", ["ID_BASIS", "CONTACT", "JEUGDHULP_BESCHIKKING", "ZORGPLAN_ZIO"]);
            }
        }

        Assert.True(LiveSources.Called.Count > 40);
        Assert.All(LiveSources.Called, address => Assert.DoesNotContain(
            LiveSources.Demo.PersonalTerms, term => address.Contains(term, StringComparison.OrdinalIgnoreCase)));
    }

    private static string Text(IReadOnlyList<SourceDocument> documents) => Encoding.UTF8.GetString(documents.Single().Content.Span);
}
