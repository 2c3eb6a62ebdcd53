using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Decide;

namespace ZioExchange.Broker.Tests.Cli.Decide;

public sealed class WhatIfVerbTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("zio-what-if").FullName;

    private static string Denials => DecideFiles.CasePath("denials.json");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_any_change_every_case_stays_and_the_end_is_0()
    {
        var (code, lines, messages) = Run(Denials, draftPolicy: DecideFiles.PolicyDirectory);

        Assert.Equal(ExitCodes.Good, code);
        Assert.Equal(DecideFiles.Cases("denials.json").Count(), lines.Length);
        Assert.All(lines, line => Assert.False((bool?)JsonNode.Parse(line)!["changes"]));
        Assert.Contains(" 0 would change.", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drafted_grant_shows_what_it_would_open_and_ends_with_1()
    {
        var permit = DecideFiles.Cases("second-reading.json").Single(item => (string?)item["id"] == "L02");
        var missing = permit["consents"]!.AsArray()[2]!.DeepClone();
        permit["consents"]!.AsArray().RemoveAt(2);

        var (code, lines, _) = Run(Write("cases.json", new JsonArray(permit.DeepClone())), draftGrants: Write("grants.json", new JsonArray(missing)));

        Assert.Equal(ExitCodes.Finding, code);
        var line = JsonNode.Parse(Assert.Single(lines))!;
        Assert.True((bool?)line["changes"]);
        Assert.Equal(("DENY", "YOUTH_CONSENT_MISSING"), ((string?)line["now"]!["decision"], (string?)line["now"]!["reasonCode"]));
        Assert.Equal(("PERMIT", "CONSENT_VALID"), ((string?)line["then"]!["decision"], (string?)line["then"]!["reasonCode"]));
        Assert.Equal("""["ID_BASIS","JEUGDHULP_PLAN"]""", line["gained"]!.ToJsonString());
        Assert.Equal("[]", line["lost"]!.ToJsonString());
    }

    [Fact]
    public void A_drafted_policy_shows_what_it_would_close()
    {
        foreach (var file in System.IO.Directory.GetFiles(DecideFiles.PolicyDirectory))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var matrix = Path.Combine(_folder, "matrix.json");
        var changed = File.ReadAllText(matrix).Replace("\"SCHOOL_REQUEST\"", "\"ARRANGEMENT_APPLICATION\"", StringComparison.Ordinal);
        Assert.NotEqual(File.ReadAllText(matrix), changed);
        File.WriteAllText(matrix, changed);

        var (code, lines, _) = Run(DecideFiles.CasePath("second-reading.json"), draftPolicy: _folder);

        Assert.Equal(ExitCodes.Finding, code);
        var line = lines.Select(text => JsonNode.Parse(text)!).Single(item => (string?)item["id"] == "S01");
        Assert.Equal(("PERMIT", "DENY"), ((string?)line["now"]!["decision"], (string?)line["then"]!["decision"]));
        Assert.Equal(4, line["lost"]!.AsArray().Count);
        Assert.NotEqual((string?)line["now"]!["policyVersion"], (string?)line["then"]!["policyVersion"]);
    }

    [Fact]
    public void No_draft_is_bad_usage_and_a_wrong_profile_too()
    {
        Assert.Equal(ExitCodes.BadUsage, Run(Denials).Code);
        Assert.Equal(ExitCodes.BadUsage, Run(Denials, draftPolicy: DecideFiles.PolicyDirectory, profile: "loose").Code);
    }

    [Theory]
    [InlineData("{}", "expected an array of grants")]
    [InlineData("[{\"id\":\"g\"}]", "[0].")]
    [InlineData("[", "Not valid JSON")]
    public void A_draft_that_cannot_be_read_ends_with_65_and_says_where(string text, string message)
    {
        var path = Path.Combine(_folder, "grants.json");
        File.WriteAllText(path, text);

        var (code, lines, messages) = Run(Denials, draftGrants: path);

        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Empty(lines);
        Assert.Contains(message, messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_that_is_not_there_and_an_unreadable_case_end_with_65()
    {
        Assert.Equal(ExitCodes.BadInput, Run(Denials, draftPolicy: Path.Combine(_folder, "none")).Code);

        var (code, lines, _) = Run(Write("cases.json", new JsonArray(new JsonObject { ["id"] = "x" })), draftPolicy: DecideFiles.PolicyDirectory);

        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("\"error\"", Assert.Single(lines), StringComparison.Ordinal);
    }

    private static (int Code, string[] Lines, string Messages) Run(string file, string? draftPolicy = null, string? draftGrants = null, string profile = "strict")
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var code = WhatIfVerb.Run(file, profile, draftPolicy, draftGrants, Stream.Null, stdout, stderr, DecideFiles.Policy);
        return (code, stdout.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), stderr.ToString());
    }

    private string Write(string name, JsonArray items)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, items.ToJsonString());
        return path;
    }
}
