using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Cases;

public sealed class CaseFileTests
{
    [Theory]
    [InlineData("surprise", "1", "surprise: is an unknown field.")]
    [InlineData("now", "\"2026-11-24T10:00:00\"", "now: must be a moment")]
    [InlineData("now", "\"2026-13-24T10:00:00Z\"", "now: must be a moment")]
    [InlineData("now", "\"2026-11-24T10:00:00Z\\n\"", "now: must be a moment")]
    [InlineData("now", "\"2026-11-24T10:00:0012Z\"", "now: must be a moment")]
    [InlineData("now", "\"2026-11-24T10:00:00.Z\"", "now: must be a moment")]
    [InlineData("child.dob", "\"2026-02-30\"", "child.dob: must be a date")]
    [InlineData("child.dob", "null", "child.dob: must be text.")]
    [InlineData("child.capacity", "\"perhaps\"", "child.capacity: must be one of capable, incapable.")]
    [InlineData("child.flags", "[\"LOCKED\"]", "child.flags: holds an unknown flag.")]
    [InlineData("child.flags", "[\"DECEASED\\n\"]", "child.flags: holds an unknown flag.")]
    [InlineData("child.school.org", "1", "child.school.org: must be text or null.")]
    [InlineData("child.school.enrolled", "\"yes\"", "child.school.enrolled: must be true or false.")]
    [InlineData("child.school.cluster", "4", "child.school.cluster: is an unknown field.")]
    [InlineData("request.mode", "\"QUICK\"", "request.mode: must be one of NORMAL, BREAK_GLASS.")]
    [InlineData("request.cell_size", "9.5", "request.cell_size: must be a whole number.")]
    [InlineData("request.cell_size", "1e30", "request.cell_size: must be a whole number.")]
    [InlineData("request.service_period", "\"2026-6\"", "request.service_period: must be a month")]
    [InlineData("request.categories", "[1]", "request.categories[0]: must be text.")]
    [InlineData("authority", "[{}]", "authority[0].restrictions: is missing.")]
    [InlineData("consents", "{}", "consents: must be a list.")]
    [InlineData("child", "1", "child: must be an object.")]
    [InlineData("expected", "1", "expected: must be an object.")]
    public void A_fault_is_named_with_its_field(string path, string value, string error)
    {
        var item = Sample();
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(item, (node, step) => node[step]!);
        parent[steps[^1]] = JsonNode.Parse(value);

        var reading = Assert.Single(CaseFile.Read($"[{item.ToJsonString()}]"));

        Assert.Null(reading.Case);
        Assert.Equal("P07", reading.Id);
        Assert.StartsWith(error, reading.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("child.school.org", "child.school.org: is missing.")]
    [InlineData("child.school.enrolled", "child.school.enrolled: is missing.")]
    [InlineData("request.role", "request.role: is missing.")]
    public void A_field_that_is_left_out_is_named(string path, string error)
    {
        var item = Sample();
        var steps = path.Split('.');
        steps[..^1].Aggregate(item, (node, step) => node[step]!).AsObject().Remove(steps[^1]);

        Assert.Equal(error, Assert.Single(CaseFile.Read($"[{item.ToJsonString()}]")).Error);
    }

    [Theory]
    [InlineData("10.0", 10)]
    [InlineData("1e1", 10)]
    [InlineData("2147483648", int.MaxValue)]
    [InlineData("-9999999999", int.MinValue)]
    public void A_whole_number_is_read_however_it_is_written(string written, int expected)
    {
        var item = Sample();
        item["request"]!["cell_size"] = JsonNode.Parse(written);

        Assert.Equal(expected, Assert.Single(CaseFile.Read($"[{item.ToJsonString()}]")).Case!.Request.CellSize);
    }

    [Theory]
    [InlineData("2026-11-24t10:00:00z", "2026-11-24T10:00:00Z")]
    [InlineData("2026-11-24T10:00:00.123456789+01:00", "2026-11-24T10:00:00.1234567+01:00")]
    public void A_moment_is_read_however_RFC_3339_lets_it_be_written(string written, string expected)
    {
        var item = Sample();
        item["now"] = written;

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(CaseFile.Read($"[{item.ToJsonString()}]")).Case!.Now);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "authority: holds more than 200 items.")]
    public void A_case_holds_no_more_lines_about_gezag_than_can_be_read_for_every_grant(int lines, string? error)
    {
        var item = Sample();
        var line = item["authority"]![0]!.ToJsonString();
        item["authority"] = JsonNode.Parse($"[{string.Join(',', Enumerable.Repeat(line, lines))}]");

        Assert.Equal(error, Assert.Single(CaseFile.Read($"[{item.ToJsonString()}]")).Error);
    }

    [Fact]
    public void A_restriction_that_is_not_known_is_named_with_its_place()
    {
        var item = Sample();
        item["authority"]![0]!["restrictions"] = JsonNode.Parse("[\"CONTACT_BAN\",\"HOUSE_BAN\"]");

        Assert.Equal("authority[0].restrictions: may hold CONTACT_BAN only.", Assert.Single(CaseFile.Read($"[{item.ToJsonString()}]")).Error);
    }

    [Fact]
    public void A_missing_child_is_named_and_the_next_case_is_read()
    {
        var broken = Sample();
        broken.AsObject().Remove("child");

        var readings = CaseFile.Read($"[{broken.ToJsonString()},{Sample().ToJsonString()}]").ToList();

        Assert.Equal("child: is missing.", readings[0].Error);
        Assert.NotNull(readings[1].Case);
    }

    [Theory]
    [InlineData("", "Not valid JSON near line 1; expected an array of cases.")]
    [InlineData("[1,\n2,\n]", "Not valid JSON near line 3; expected an array of cases.")]
    [InlineData("{}", "Not a JSON array; expected an array of cases.")]
    public void What_is_no_array_is_refused_as_a_whole(string text, string error) =>
        Assert.Equal(error, Assert.Throws<FormatException>(() => CaseFile.Read(text).Count()).Message);

    [Theory]
    [InlineData("{}", "Not a JSON array; expected an array of grants.")]
    [InlineData("[{}]", "[0].id: is missing.")]
    public void A_draft_grant_with_a_fault_is_named_with_its_place(string text, string error) =>
        Assert.Equal(error, Assert.Throws<FormatException>(() => CaseFile.ReadGrants(text)).Message);

    [Fact]
    public void A_field_that_stands_twice_is_refused() =>
        Assert.Equal("id: stands here twice.", Assert.Single(CaseFile.Read("[{\"id\":\"a\",\"id\":\"b\"}]")).Error);

    [Theory]
    [InlineData("\"\\ud800\"", "now: must be text.")]
    [InlineData("\"x\",\"\\udc00\":1", "case: holds a field name that is not Unicode text.")]
    public void Half_a_character_is_a_fault_of_its_case_alone(string value, string error)
    {
        var readings = CaseFile.Read($"[{{\"id\":\"a\",\"now\":{value}}},{Sample().ToJsonString()}]").ToList();

        Assert.Equal(error, readings[0].Error);
        Assert.NotNull(readings[1].Case);
    }

    [Fact]
    public void A_case_of_endless_depth_is_refused_and_the_next_one_read()
    {
        var deep = new string('[', 1_000) + new string(']', 1_000);
        var overgrown = Sample().ToJsonString()[..^1] + $",\"context\":{deep}}}";

        var readings = CaseFile.Read($"[{deep},{overgrown},{Sample().ToJsonString()}]").ToList();

        Assert.Equal(["case: must be an object.", "context: must be an object."], readings.Take(2).Select(reading => reading.Error));
        Assert.NotNull(readings[2].Case);
    }

    private static JsonNode Sample() =>
        JsonNode.Parse(File.ReadAllText(Folders.Source("Cases", "permits.json")))!.AsArray().First(item => (string?)item!["id"] == "P07")!.DeepClone();
}
