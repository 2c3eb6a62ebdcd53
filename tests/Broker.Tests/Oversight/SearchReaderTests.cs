using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Tests.Oversight;

public sealed class SearchReaderTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void Without_a_question_the_last_thirty_days_are_searched()
    {
        var search = SearchReader.Read(new Dictionary<string, string?>(), Today, out var faults);

        Assert.Empty(faults);
        Assert.Equal((new DateOnly(2026, 10, 26), Today), (search.From, search.Until));
    }

    [Fact]
    public void The_box_is_read_by_name_and_wins_over_the_form()
    {
        var search = SearchReader.Read(Fields(("actie", "gelezen"), ("q", "actie:geweigerd organisatie:swv-oost sinds:2026-11-01 tot:9-11-2026 doel:tlv_aanvraag uitkomst:deels medewerker:ab12 kind:7qk4-m2xa-34bc")), Today, out var faults);

        Assert.Empty(faults);
        Assert.Equal(("geweigerd", "swv-oost", "TLV_AANVRAAG", "ab12", "7QK4-M2XA-34BC"), (search.Act, search.Organisation, search.Purpose, search.Employee, search.Child));
        Assert.Equal((new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 9), AuditOutcome.Partial), (search.From, search.Until, search.Outcome!.Value));
    }

    [Theory]
    [InlineData("q", "kind:999990019")]
    [InlineData("q", "999990019")]
    [InlineData("q", "actie:gelezen 9999.90.019")]
    [InlineData("medewerker", "999990019")]
    public void A_number_that_could_be_a_bsn_is_refused_wherever_it_stands(string field, string value)
    {
        var search = SearchReader.Read(Fields((field, value)), Today, out var faults);

        Assert.Contains(faults, fault => fault.Key == "fault-bsn");
        Assert.DoesNotContain("9999", search.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q", "onzin:ja", "fault-qualifier")]
    [InlineData("q", "los", "fault-qualifier")]
    [InlineData("actie", "dansen", "fault-word")]
    [InlineData("van", "2026-13-01", "fault-day")]
    [InlineData("van", "2020-01-01", "fault-period")]
    [InlineData("van", "2026-12-01", "fault-period")]
    public void What_cannot_be_read_is_said_and_left_out(string field, string value, string fault)
    {
        SearchReader.Read(Fields((field, value)), Today, out var faults);

        Assert.Equal(fault, Assert.Single(faults).Key);
    }

    private static Dictionary<string, string?> Fields(params (string Name, string Value)[] fields) => fields.ToDictionary(field => field.Name, field => (string?)field.Value);
}
