using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Cli.Decide;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Tests.Cli.Decide;

public sealed class DecideVerbTests
{
    private static readonly string Repository = FindRepository();
    private static readonly Policy Policy = PolicyFolder.Read(Path.Combine(Repository, "schemas", "policy"));

    private static string Permits => Path.Combine(Repository, "tests", "Consent.Tests", "Cases", "permits.json");

    [Fact]
    public void Each_case_gives_one_line_with_the_fields_of_the_contract_in_order()
    {
        var (code, lines, _) = Run(Permits, check: false);

        Assert.Equal(0, code);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal(
            ["id", "decision", "permittedCategories", "deniedCategories", "matrixRow", "legalBasis", "reasonCode", "obligations", "articles", "explanation", "policyVersion"],
            first.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("P03", "PERMIT", "M03", "STATUTE"), (Text(first, "id"), Text(first, "decision"), Text(first, "matrixRow"), Text(first, "legalBasis")));
        Assert.False(string.IsNullOrWhiteSpace(first.RootElement.GetProperty("explanation").GetProperty("nl").GetString()));
    }

    [Fact]
    public void A_check_that_agrees_ends_with_0_and_one_that_does_not_with_1()
    {
        Assert.Equal(0, Run(Permits, check: true).Code);

        var wrong = File.ReadAllText(Permits).Replace("\"decision\": \"PERMIT\"", "\"decision\": \"DENY\"", StringComparison.Ordinal);
        var (code, lines, messages) = Run("-", check: true, wrong);

        Assert.Equal(1, code);
        Assert.Contains("P03: decision expected DENY, decided PERMIT", messages, StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains("expected", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_of_categories_is_a_set_also_when_one_stands_in_it_twice()
    {
        var twice = JsonNode.Parse(File.ReadAllText(Permits))!.AsArray()[0]!.DeepClone();
        foreach (var list in new[] { twice["request"]!["categories"]!.AsArray(), twice["expected"]!["permitted_categories"]!.AsArray() })
        {
            list.Add(list[0]!.DeepClone());
        }

        Assert.Equal(0, Run("-", check: true, $"[{twice.ToJsonString()}]").Code);
    }

    [Fact]
    public void An_unreadable_case_gives_its_id_and_error_and_the_others_are_answered()
    {
        var text = "[{\"id\":\"broken\",\"when\":1}," + File.ReadAllText(Permits).TrimStart()[1..];

        var (code, lines, messages) = Run("-", check: true, text);

        Assert.Equal(65, code);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal(["id", "error"], first.RootElement.EnumerateObject().Select(field => field.Name));
        Assert.Equal("broken", Text(first, "id"));
        Assert.True(lines.Length > 50);
        Assert.Contains("case broken: now: is missing.", messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    public void What_is_no_array_ends_with_65_and_an_empty_output(string text)
    {
        var (code, lines, messages) = Run("-", check: false, text);

        Assert.Equal(65, code);
        Assert.Empty(lines);
        Assert.NotEmpty(messages);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_65_and_a_wrong_profile_with_2()
    {
        Assert.Equal(65, Run(Path.Combine(Repository, "no-such-file.json"), check: false).Code);
        Assert.Equal(2, Run(Permits, check: false, profile: "loose").Code);
    }

    [Fact]
    public void Unknown_codes_are_decided_not_rejected()
    {
        var text = File.ReadAllText(Permits).Replace("\"party\": \"SWV\"", "\"party\": \"BEDRIJF\"", StringComparison.Ordinal);

        var (code, lines, _) = Run("-", check: false, text);

        Assert.Equal(0, code);
        Assert.Contains("\"reasonCode\":\"PARTY_UNKNOWN\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"matrixRow\":null", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_and_a_byte_order_mark_is_not()
    {
        using var broken = new MemoryStream([.. "[{\"id\":\""u8, 0xFF, .. "\"}]"u8]);
        using var marked = new MemoryStream([0xEF, 0xBB, 0xBF, .. "[]"u8]);
        using var messages = new StringWriter();

        Assert.Equal(65, DecideVerb.Run("-", check: false, "strict", broken, TextWriter.Null, messages, Policy));
        Assert.Contains("UTF-8", messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, DecideVerb.Run("-", check: false, "strict", marked, TextWriter.Null, TextWriter.Null, Policy));
    }

    private static (int Code, string[] Lines, string Messages) Run(string file, bool check, string input = "", string profile = "strict")
    {
        using var stdin = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input));
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var code = DecideVerb.Run(file, check, profile, stdin, stdout, stderr, Policy);
        return (code, stdout.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), stderr.ToString());
    }

    private static string? Text(JsonDocument line, string field) => line.RootElement.GetProperty(field).GetString();

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ZioExchange.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No ZioExchange.sln above the tests.");
    }
}
