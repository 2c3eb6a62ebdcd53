using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Every conversion of schemas/mappings/README.md, with its edges and its issue.</summary>
public sealed class ConversionTests
{
    private const string Valued = "V-0;-;/;;Observation.status;const(final);;;\nV-1;-;/;;Observation.code;const(urn:c|x);;;\n";

    [Theory]
    [InlineData("date", "\"2024-02-29\"", "2024-02-29")]
    [InlineData("date", "\"2023-02-29\"", null)]
    [InlineData("date", "\"2027-06-31\"", null)]
    [InlineData("date", "\"2024-2-3\"", null)]
    [InlineData("date", "\"2024-02-03Z\"", null)]
    [InlineData("date(zone)", "\"2024-02-03Z\"", "2024-02-03")]
    [InlineData("date(zone)", "\"2024-02-03-05:00\"", "2024-02-03")]
    [InlineData("date(zone)", "\"2024-02-03+14:01\"", null)]
    [InlineData("date(zone)", "\"2024-02-30Z\"", null)]
    [InlineData("date(zone)", "\"2024-02-03T00:00Z\"", null)]
    [InlineData("date(dmy)", "\"17-03-2003\"", "2003-03-17")]
    [InlineData("date(dmy)", "\"00-03-2003\"", "2003-03")]
    [InlineData("date(dmy)", "\"00-00-2003\"", "2003")]
    [InlineData("date(dmy)", "\"17-00-2003\"", null)]
    [InlineData("date(dmy)", "\"31-06-2003\"", null)]
    [InlineData("months(-12)", "\"2024-02-29+01:00\"", "2023-02-28")]
    [InlineData("date(dmy)", "\"2003-03-17\"", null)]
    [InlineData("date(ym)", "\"2003-03\"", "2003-03")]
    [InlineData("date(ym)", "\"2003-13\"", null)]
    [InlineData("date(ymd8)", "\"20030317\"", "2003-03-17")]
    [InlineData("date(ymd8)", "\"20030300\"", "2003-03")]
    [InlineData("date(ymd8)", "\"20030000\"", "2003")]
    [InlineData("date(ymd8)", "\"20030017\"", null)]
    [InlineData("datetime", "\"2026-07-01T12:00:00\"", "2026-07-01T12:00:00+02:00")]
    [InlineData("datetime", "\"2026-12-01T12:00:00\"", "2026-12-01T12:00:00+01:00")]
    [InlineData("datetime", "\"2026-12-01T12:00:00Z\"", "2026-12-01T12:00:00Z")]
    [InlineData("datetime", "\"2026-12-01T12:00:00.123456789Z\"", "2026-12-01T12:00:00.123456789Z")]
    [InlineData("datetime", "\"2026-12-01T12:00:00.1234567890123Z\"", null)]
    [InlineData("datetime", "\"2026-12-31T00:30:00.123456789+02:00\"", "2026-12-31T00:30:00.123456789+02:00")]
    [InlineData("datetime", "\"2026-03-29T02:30:00\"", null)]
    [InlineData("datetime", "\"2026-10-25T02:30:00\"", "2026-10-25T02:30:00+02:00")]
    [InlineData("datetime", "\"2026-12-01T25:00:00\"", null)]
    [InlineData("months(-12)", "\"2024-02-29\"", "2023-02-28")]
    [InlineData("schoolyear(start)", "\"2025-2026\"", "2025-08-01")]
    [InlineData("schoolyear(end)", "\"2025-2026\"", "2026-07-31")]
    [InlineData("schoolyear(end)", "\"2025-2027\"", null)]
    public void A_date_is_strict(string conversion, string json, string? expected) =>
        AssertValue("effectiveDateTime", conversion, json, expected, IssueCode.InvalidDate);

    [Theory]
    [InlineData("boolean", "true", "true", null)]
    [InlineData("boolean", "\"1\"", null, IssueCode.InvalidValue)]
    [InlineData("boolean(cod260)", "\"1\"", "true", null)]
    [InlineData("boolean(cod260)", "\"2\"", "false", null)]
    [InlineData("boolean(cod260)", "\"3\"", null, IssueCode.UnknownCode)]
    [InlineData("boolean(janee)", "\"Ja\"", "true", null)]
    [InlineData("boolean(janee)", "\"Nee\"", "false", null)]
    [InlineData("boolean(janee)", "\"Onbekend\"", null, null)]
    [InlineData("boolean(janee)", "\"ja\"", null, IssueCode.UnknownCode)]
    public void Each_list_says_itself_what_is_true(string conversion, string json, string? expected, IssueCode? issue) =>
        AssertValue("valueBoolean", conversion, json, expected, issue);

    [Theory]
    [InlineData("integer", "\"007\"", "7", null)]
    [InlineData("integer", "12", "12", null)]
    [InlineData("integer", "2.0", "2", null)]
    [InlineData("integer", "-2.000", "-2", null)]
    [InlineData("integer", "2.01", null, IssueCode.InvalidValue)]
    [InlineData("integer", "\"2.\"", null, IssueCode.InvalidValue)]
    [InlineData("integer", "\"1.5\"", null, IssueCode.InvalidValue)]
    [InlineData("integer", "99999999999", null, IssueCode.InvalidValue)]
    public void An_integer_is_whole(string conversion, string json, string? expected, IssueCode? issue) =>
        AssertValue("valueInteger", conversion, json, expected, issue);

    [Theory]
    [InlineData("decimal", "\".5\"", "0.5", null)]
    [InlineData("decimal", "\"-5.\"", "-5", null)]
    [InlineData("decimal", "\".\"", null, IssueCode.InvalidValue)]
    [InlineData("decimal", "1.50", "1.50", null)]
    [InlineData("decimal(comma)", "\"3,5\"", "3.5", null)]
    [InlineData("decimal", "\"3,5\"", null, IssueCode.InvalidValue)]
    [InlineData("decimal(comma)", "\"1.000,5\"", null, IssueCode.InvalidValue)]
    [InlineData("decimal", "1e3", "1000", null)]
    [InlineData("decimal", "1.25E-1", "0.125", null)]
    [InlineData("decimal", "\"1e3\"", null, IssueCode.InvalidValue)]
    [InlineData("decimal", "1e400", null, IssueCode.InvalidValue)]
    [InlineData("decimal", "1e-40", null, IssueCode.InvalidValue)]
    [InlineData("integer(count)", "0", "0", null)]
    [InlineData("integer(count)", "-1", null, IssueCode.InvalidValue)]
    [InlineData("money(cents)", "12345", "123.45", null)]
    [InlineData("money(cents)", "\"1.5\"", null, IssueCode.InvalidValue)]
    [InlineData("money(cents)", "-150", null, IssueCode.InvalidValue)]
    [InlineData("money", "-0.01", null, IssueCode.InvalidValue)]
    public void A_number_has_the_agreed_separator(string conversion, string json, string? expected, IssueCode? issue) =>
        AssertValue("component.valueQuantity.value", conversion, json, expected, issue);

    [Theory]
    [InlineData("9", "10", 0)]
    [InlineData("9", "9", 0)]
    [InlineData("10", "9", 1)]
    public void A_high_number_below_its_low_one_is_an_issue_and_is_not_written(string low, string high, int issues)
    {
        var (resource, found) = Samples.One(
            Valued + "V-2;VERZUIM;/;a;Observation.valueRange.low.value;decimal;;;\nV-3;VERZUIM;/;b;Observation.valueRange.high.value;decimal;;;", $"\"a\":{low},\"b\":{high}");

        Assert.Equal(Enumerable.Repeat(("V-3", IssueCode.InvalidValue, high), issues), found.Select(issue => (issue.Rule, issue.Code, issue.Value)));
        Assert.Equal(issues == 0, resource!.Value.GetProperty("valueRange").GetProperty("high").TryGetProperty("value", out _));
        Assert.Equal(low, resource.Value.GetProperty("valueRange").GetProperty("low").GetProperty("value").GetRawText());
    }

    [Theory]
    [InlineData("text", "\" Jan \"", "Jan", null)]
    [InlineData("text", "\"a\\u0007b\"", null, IssueCode.InvalidValue)]
    [InlineData("text", "\"\\u00a0\\u2028\"", null, IssueCode.InvalidValue)]
    [InlineData("text", "\"\\uFEFF\"", null, IssueCode.InvalidValue)]
    [InlineData("text", "\"\\u00a0Jan\"", "\u00a0Jan", null)]
    [InlineData("strip(-)", "\"- -\"", null, IssueCode.InvalidValue)]
    [InlineData("strip(-)", "\"PO-26-04\"", "PO2604", null)]
    [InlineData("template(nr {v}!)", "\"7\"", "nr 7!", null)]
    [InlineData("uri", "\"https://ketenid.nl/201703/ab\"", "https://ketenid.nl/201703/ab", null)]
    [InlineData("uri", "\"javascript:alert(1)\"", null, IssueCode.InvalidValue)]
    [InlineData("code | when(v = 04)", "\"04\"", "four", null)]
    [InlineData("code | unless(v = 04)", "\"04\"", null, null)]
    [InlineData("code", "\"4\"", null, IssueCode.UnknownCode)]
    [InlineData("code", "\"06\"", null, IssueCode.UnknownCode)]
    [InlineData("code", "\"05\"", null, null)]
    public void A_text_is_taken_over_or_refused(string conversion, string json, string? expected, IssueCode? issue) =>
        AssertValue("valueString", conversion, json, expected, issue, conversion.StartsWith("code", StringComparison.Ordinal) ? "kind" : "");

    [Theory]
    [InlineData("999900006", true)]
    [InlineData("999900007", false)]
    [InlineData("000000000", false)]
    [InlineData("99990000", false)]
    public void A_bsn_passes_the_elfproef_or_is_an_issue_without_the_number(string number, bool isValid)
    {
        var (resource, issues) = Samples.One(Valued + "V-2;BSN;/;v;Observation.identifier;bsn;;;", $"\"v\":\"{number}\"");

        Assert.Equal(isValid, issues.Count == 0);
        Assert.Equal(isValid, resource!.Value.GetProperty("identifier")[0].TryGetProperty("value", out _));
        Assert.All(issues, issue => Assert.Equal((IssueCode.InvalidBsn, "***"), (issue.Code, issue.Value)));
    }

    [Theory]
    [InlineData("\"a\":\"00YY\",\"b\":\"1\"", "00YY01")]
    [InlineData("\"a\":\"00YY\",\"b\":\"00YY02\"", "00YY02")]
    [InlineData("\"b\":\"00YY02\"", "00YY02")]
    [InlineData("\"a\":\"00YY\"", "00YY")]
    [InlineData("\"a\":\"00YY\",\"b\":\"14AI02\"", null)]
    [InlineData("\"a\":\"YY00\"", null)]
    public void School_and_location_become_one_number(string body, string? expected)
    {
        var (resource, issues) = Samples.One(Valued + "V-2;SCHOOL_BASIS;/;a + b;Observation.identifier;brin6;;;", body);

        Assert.Equal(expected is null ? 1 : 0, issues.Count);
        Assert.Equal(expected, resource!.Value.GetProperty("identifier")[0].TryGetProperty("value", out var value) ? value.GetString() : null);
    }

    [Theory]
    [InlineData("http://fhir.nl/fhir/NamingSystem/agb-z", "\"06010101\"", "06010101")]
    [InlineData("http://fhir.nl/fhir/NamingSystem/agb-z", "6010101", null)]
    [InlineData("http://fhir.nl/fhir/NamingSystem/agb-z", "\"0601010A\"", null)]
    [InlineData("https://zioexchange.nl/fhir/NamingSystem/gemeentecode", "34", "0034")]
    [InlineData("https://zioexchange.nl/fhir/NamingSystem/gemeentecode", "10344", null)]
    [InlineData("https://zioexchange.nl/fhir/NamingSystem/swv", "\"PO-26-04\"", "PO2604")]
    [InlineData("https://zioexchange.nl/fhir/NamingSystem/swv", "\"--\"", null)]
    [InlineData("https://zioexchange.nl/fhir/NamingSystem/toewijzing", "\"4-7\"", "4-7")]
    [InlineData("https://zioexchange.nl/fhir/NamingSystem/toewijzing", "\"\\u00a0\"", null)]
    public void An_organisation_has_one_number_however_it_is_written(string system, string json, string? expected)
    {
        var (resource, issues) = Samples.One($"{Valued}V-2;SCHOOL_BASIS;/;v;Observation.performer;logical({system},Organization);;;", $"\"v\":{json}");

        Assert.Equal(expected, resource!.Value.GetProperty("performer")[0].TryGetProperty("identifier", out var identifier) ? identifier.GetProperty("value").GetString() : null);
        Assert.Equal(expected is null ? [IssueCode.InvalidValue] : [], issues.Select(issue => issue.Code));
    }

    [Theory]
    [InlineData("swv", "\"PO-26-04\"", "urn:x:PO2604")]
    [InlineData("gemeentecode", "344", "urn:x:0344")]
    [InlineData("gemeentecode", "\"Utrecht\"", null)]
    public void A_number_within_a_system_is_the_same_number(string kind, string json, string? expected)
    {
        var (resource, issues) = Samples.One(Valued + "V-2;SCHOOL_BASIS;/;w;Observation.identifier;identifier(urn:x:{v|" + kind + "});;;", $"\"v\":{json},\"w\":\"1\"");

        Assert.Equal(expected, resource!.Value.GetProperty("identifier")[0].TryGetProperty("system", out var system) ? system.GetString() : null);
        Assert.Equal(expected is null ? [IssueCode.InvalidValue] : [], issues.Select(issue => issue.Code));
    }

    [Theory]
    [InlineData("2010-02-14", "", "2010-02-14")]
    [InlineData("2010-02-14", "1", "2010-02")]
    [InlineData("2010-02-14", "2", "2010")]
    [InlineData("2010-02-14", "3", null)]
    [InlineData("2010-02-14", "9", null)]
    public void A_date_shows_no_more_than_its_mask_says(string date, string use, string? expected)
    {
        var (resource, issues) = Samples.One(Valued + "V-2;VERZUIM;/;a + b;Observation.effectiveDateTime;date(mask);;;", $"\"a\":\"{date}\",\"b\":\"{use}\"");

        Assert.Equal(expected, resource!.Value.TryGetProperty("effectiveDateTime", out var value) ? value.GetString() : null);
        Assert.Equal(use == "9", issues.Count == 1);
    }

    [Fact]
    public void The_earliest_of_two_ends_counts_and_a_missing_one_does_not()
    {
        const string Row = Valued + "V-2;VERZUIM;/;a + b;Observation.effectiveDateTime;earliest;;;";

        Assert.Equal("2025-01-01", Samples.One(Row, "\"a\":\"2026-01-01\",\"b\":\"2025-01-01\"").Resource!.Value.GetProperty("effectiveDateTime").GetString());
        Assert.Equal("2026-01-01", Samples.One(Row, "\"a\":\"2026-01-01\",\"b\":null").Resource!.Value.GetProperty("effectiveDateTime").GetString());
    }

    [Theory]
    [InlineData("09:15", "10:00", "09:15-10:00", null)]
    [InlineData("09:15", "09:15", "09:15-09:15", null)]
    [InlineData("10:00", "09:15", null, IssueCode.EndBeforeStart)]
    [InlineData("24:00", "25:00", null, IssueCode.InvalidValue)]
    [InlineData("09:15", "", null, IssueCode.InvalidValue)]
    [InlineData("kwart over negen", "10:00", null, IssueCode.InvalidValue)]
    public void Hours_are_of_the_clock_and_in_their_order(string from, string until, string? expected, IssueCode? issue)
    {
        var (resource, issues) = Samples.One(Valued + "V-2;VERZUIM;/;a + b;Observation.valueString;hours;;;", $"\"a\":\"{from}\",\"b\":\"{until}\"");

        Assert.Equal(expected, resource!.Value.TryGetProperty("valueString", out var value) ? value.GetString() : null);
        Assert.Equal(issue is { } one ? [one] : [], issues.Select(found => found.Code));
    }

    private static void AssertValue(string element, string conversion, string json, string? expected, IssueCode? issue, string map = "")
    {
        var rows = element.StartsWith("component", StringComparison.Ordinal) ? "V-9;-;/;;Observation.component.code;const(urn:c|y);;;\n" : "";
        var (resource, issues) = Samples.One($"{Valued}{rows}V-2;VERZUIM;/;v;Observation.{element};{conversion};{map};;", $"\"v\":{json}");
        var at = resource;
        foreach (var step in element.Split('.'))
        {
            at = at is { } object1 && object1.TryGetProperty(step, out var next) ? next.ValueKind == System.Text.Json.JsonValueKind.Array ? next[0] : next : null;
        }

        Assert.Equal(expected, at is { } found ? (found.ValueKind == System.Text.Json.JsonValueKind.String ? found.GetString() : found.GetRawText()) : null);
        Assert.Equal(expected is null && issue is not null ? [issue.Value] : [], issues.Select(one => one.Code));
    }
}
