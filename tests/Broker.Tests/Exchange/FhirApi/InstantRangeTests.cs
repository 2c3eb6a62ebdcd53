using System.Globalization;
using Xunit;
using ZioExchange.Broker.Exchange.FhirApi;

namespace ZioExchange.Broker.Tests.Exchange.FhirApi;

/// <summary>What a date parameter means: a value is all of the day or second that it names, on a Dutch calendar.</summary>
public sealed class InstantRangeTests
{
    [Theory]
    [InlineData("2026-11-24", "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z")]
    [InlineData("eq2026-07-01", "2026-06-30T22:00:00Z", "2026-07-01T22:00:00Z")]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]   // 23 hours: the clock goes forward
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]   // 25 hours
    [InlineData("2026-11", "2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z")]
    [InlineData("ge2026", "2025-12-31T23:00:00Z", null)]
    [InlineData("gt2026-11-24", "2026-11-24T23:00:00Z", null)]
    [InlineData("lt2026-11-24", null, "2026-11-23T23:00:00Z")]
    [InlineData("le2026-11-24", null, "2026-11-24T23:00:00Z")]
    [InlineData("ge2026-11-24T10:00:00+01:00", "2026-11-24T09:00:00Z", null)]
    [InlineData("2026-11-24T09:00Z", "2026-11-24T09:00:00Z", "2026-11-24T09:01:00Z")]
    [InlineData("gt2026-11-24T09:00:00.123Z", "2026-11-24T09:00:00.124Z", null)]
    [InlineData("le2026-11-24T09:00:00.1234567Z", null, "2026-11-24T09:00:00.1234568Z")]
    public void A_value_leaves_the_instants_that_it_names(string text, string? from, string? to) =>
        Assert.Equal(new InstantRange(At(from), At(to)), InstantRange.All.And(text));

    [Theory]
    [InlineData("ge11/22/2026")]
    [InlineData("gt..")]
    [InlineData("ge")]
    [InlineData("ne2026-11-24")]
    [InlineData("GE2026-11-24")]
    [InlineData("2026-02-30")]
    [InlineData("2026-1-1")]
    [InlineData("2026-11-24T09:00:00")]
    [InlineData("2026-11-24 09:00:00Z")]
    [InlineData("2026-11-24,2026-11-25")]
    [InlineData("9999-12-31")]
    [InlineData("0001")]
    public void What_is_no_date_of_a_search_leaves_none(string text) => Assert.Null(InstantRange.All.And(text));

    [Fact]
    public void Each_value_narrows_what_those_before_it_left_and_the_range_can_be_written_and_read_again()
    {
        var range = InstantRange.All.And("ge2026-11-01")!.And("lt2026-12-01")!.And("ge2026-10-01")!.And("le2027")!;
        Assert.Equal(InstantRange.All.And("2026-11"), range);
        Assert.Equal(range, range.Write().Aggregate(InstantRange.All, (left, text) => left.And(text)!));
    }

    private static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
