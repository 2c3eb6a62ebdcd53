using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>The verbs as an operator and a privacy officer use them.</summary>
public sealed class AuditVerbsTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private readonly StringWriter _messages = new();
    private TestLog _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        _node = new TestLog(_database.Database);
        await _node.AppendAsync(0);
        await _node.Log.AppendAsync(TestLog.Disclosure(1, "child-2") with { Kind = AuditKind.Decision, Outcome = AuditOutcome.Deny, ReasonCode = "=HYPERLINK(\"x\")", ConsentIds = ["c-1"] }, null, Ct);
        await _node.AppendAsync(2, child: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _messages.DisposeAsync();
        await _node.DisposeAsync();
        await _database.DropAsync();
    }

    [Fact]
    public async Task Every_export_is_logged_before_it_leaves()
    {
        await ExportAsync("ndjson", new() { Child = new("child-1") });

        var export = (await _node.Reader.FindAsync(3, Ct))!;
        Assert.Equal(nameof(AuditKind.Export), export.Kind);
        Assert.Equal("ndjson", export.Entry!.Details["format"]);
    }

    [Fact]
    public async Task Ndjson_carries_a_proof_for_each_line_that_verifies_offline()
    {
        var lines = (await ExportAsync("ndjson", new() { Organisation = new("swv-1") })).TrimEnd('\n').Split('\n');

        Assert.Equal(3, lines.Length);
        foreach (var line in lines.Select(line => JsonDocument.Parse(line).RootElement))
        {
            Assert.True(InclusionProof.TryParse(line.GetProperty("proof").GetString()!, out var proof));
            Assert.True(proof.Proves(line.GetProperty("leafHash").GetBytesFromBase64(), TestLog.Signer.Key, out var fault), fault);
            Assert.Equal(line.GetProperty("index").GetInt64(), proof.Index);
        }
    }

    [Fact]
    public async Task Csv_opens_in_a_Dutch_spreadsheet_and_holds_no_formula()
    {
        var text = await ExportAsync("csv", new() { Organisation = new("swv-1") });
        var lines = text.Split("\r\n");

        Assert.StartsWith("\uFEFFindex;", text, StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"2026-11-01 09:00:00 +01:00\"", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData(" =1")]
    [InlineData("\r\n=1")]
    [InlineData("\0=1")]
    public void A_cell_that_starts_like_a_formula_becomes_text(string cell) => Assert.StartsWith("\"'", CsvExport.Quote(cell), StringComparison.Ordinal);

    [Fact]
    public async Task C32_the_trace_leads_from_a_line_of_ldv_without_a_user_to_that_of_nen7513_with_one()
    {
        var ldv = await ExportAsync("ldv", new() { Organisation = new("swv-1") });
        var nen = await ExportAsync("nen7513", new() { Organisation = new("swv-1") });

        Assert.DoesNotContain("actor-", ldv, StringComparison.Ordinal);
        Assert.Contains("\"dpl.core.processing_activity_id\":\"https://zioexchange.nl/verwerkingsactiviteiten/M04\"", ldv, StringComparison.Ordinal);
        Assert.Contains("\"dpl.nen7513.users\":[{\"userID\":\"actor-0\"", nen, StringComparison.Ordinal);
        Assert.Subset(Traces(nen), Traces(ldv));
    }

    [Fact]
    public async Task Balp_gives_an_AuditEvent_a_line_with_the_agents_and_entities_of_its_profile()
    {
        var lines = (await ExportAsync("balp", new() { Organisation = new("swv-1") })).TrimEnd('\n').Split('\n');
        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var (operations, denied, disclosure) = (events[0], events[1], events[2]);

        Assert.All(events, item => Assert.Equal("AuditEvent", item.GetProperty("resourceType").GetString()));
        Assert.EndsWith("PrivacyDisclosure.Source", disclosure.GetProperty("meta").GetProperty("profile")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("110106", disclosure.GetProperty("type").GetProperty("code").GetString());
        Assert.Equal(
            disclosure.GetProperty("source").GetProperty("observer").GetRawText(),
            disclosure.GetProperty("agent")[0].GetProperty("who").GetRawText());
        Assert.True(disclosure.GetProperty("entity").GetArrayLength() >= 2);
        Assert.Equal("8", denied.GetProperty("outcome").GetString());
        Assert.False(operations.TryGetProperty("meta", out _));
    }

    [Fact]
    public async Task No_export_names_the_brokers_own_reference_of_a_child()
    {
        foreach (var format in Enum.GetNames<ExportFormat>())
        {
            Assert.DoesNotContain("child-", await ExportAsync(format, new()), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Ndjson")]
    [InlineData("Csv")]
    [InlineData("Ldv")]
    [InlineData("Nen7513")]
    [InlineData("Balp")]
    public async Task No_export_holds_the_recorded_inputs_of_a_decision(string format)
    {
        await _node.Log.AppendAsync(TestLog.Disclosure(7) with { Replay = """{"child":{"dob":"2016-02-29","flags":["PROTECTED_LOCATION"]}}""" }, null, Ct);

        var text = await ExportAsync(format, new());

        Assert.Contains(TestLog.Disclosure(7).TraceId, text, StringComparison.Ordinal);
        Assert.DoesNotContain("2016-02-29", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PROTECTED_LOCATION", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task As_many_records_are_counted_as_are_written_with_and_without_a_bar(bool showProgress)
    {
        await Verb().RunAsync(new() { Format = "csv", Query = new(), Reason = "REVIEW", ShowProgress = showProgress }, TextWriter.Null, _messages, Ct);

        Assert.Contains("4 records written.", _messages.ToString(), StringComparison.Ordinal);   // the three and the export's own
    }

    [Theory]
    [InlineData("")]
    [InlineData("999999011")]
    [InlineData("9999.99.011")]
    [InlineData("CASE-99999901")]
    [InlineData("because Jan asked for it")]
    [InlineData("Jan")]
    [InlineData("Z-1\nZ-2")]
    public async Task A_reason_that_may_name_a_person_is_refused_before_anything_is_logged(string reason)
    {
        Assert.Equal(2, await Verb().RunAsync(new() { Format = "csv", Query = new(), Reason = reason }, TextWriter.Null, _messages, Ct));
        Assert.Equal(2, await Verb().RunAsync(new() { Format = "csv", Query = new(), Reason = new string('A', 81) }, TextWriter.Null, _messages, Ct));
        Assert.Equal(2, await Verb().RunAsync(new() { Format = "csv", Query = new() { Organisation = new("999999011") }, Reason = "REVIEW" }, TextWriter.Null, _messages, Ct));
        Assert.Equal(2, (await EraseAsync("child-1", reason)).Code);
        Assert.Equal(3, await _node.ScalarAsync("SELECT size FROM log_head"));
    }

    [Theory]
    [InlineData("REVIEW")]
    [InlineData("Z-2026-12")]
    [InlineData("C/05/412345 KG ZA 26-100")]
    public async Task The_reason_of_an_export_and_the_order_of_an_erasure_stand_in_the_log(string reason)
    {
        Assert.Equal(0, await Verb().RunAsync(new() { Format = "csv", Query = new(), Reason = reason }, TextWriter.Null, _messages, Ct));
        Assert.Equal(0, (await EraseAsync("child-1", reason)).Code);

        Assert.Equal(reason, (await _node.Reader.FindAsync(3, Ct))!.Entry!.ReasonCode);
        Assert.Equal(reason, (await _node.Reader.FindAsync(4, Ct))!.Entry!.Details["order"]);
    }

    [Fact]
    public async Task To_erase_a_child_that_is_not_there_is_refused_and_not_logged()
    {
        Assert.Equal((1, ""), await EraseAsync("nobody-at-all", null));
        Assert.Equal((1, ""), await EraseAsync("nobody-at-all", "Z-2026-12"));
        Assert.Equal(3, await _node.ScalarAsync("SELECT size FROM log_head"));
        Assert.Equal(0, (await EraseAsync("child-1", "Z-2026-12")).Code);
        Assert.Equal(1, (await EraseAsync("child-1", "Z-2026-12")).Code);

        Assert.Contains("Nothing was erased", _messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("9223372036854775807")]
    public async Task A_moment_that_is_none_is_damage_of_its_own_entry_and_stops_no_search_and_no_export(string moment)
    {
        await _node.RunAsync("DROP TRIGGER log_entries_fixed");
        await _node.RunAsync($"UPDATE log_entries SET moment = {moment} WHERE idx < 2");

        var seen = new List<LogRecord>();
        for (LogCursor? after = null; ;)
        {
            var page = await _node.Reader.SearchAsync(new() { Limit = 1, After = after }, Ct);
            seen.AddRange(page.Records);
            if (page.Next is null)
            {
                break;
            }

            Assert.True(LogCursor.TryParse(page.Next.ToString(), out after));
        }

        Assert.Equal([0, 1, 2], seen.Select(record => record.Index).Order());
        Assert.Equal([0, 1], seen.Where(record => record.Damaged).Select(record => record.Index).Order());
        foreach (var format in Enum.GetNames<ExportFormat>())
        {
            Assert.Contains(TestLog.Disclosure(0).TraceId, await ExportAsync(format, new()), StringComparison.Ordinal);
        }

        Assert.Equal(1, (await VerifyAsync(new() { Key = TestLog.Signer.Key.ToString() })).Code);
    }

    [Fact]
    public async Task Verify_names_the_first_bad_entry_what_it_means_and_what_to_do()
    {
        Assert.Equal(0, (await VerifyAsync(new() { KeyBesideLog = TestLog.Signer.Key.ToString() })).Code);
        await _node.RunAsync("DROP TRIGGER log_entries_fixed");
        await _node.RunAsync("UPDATE log_entries SET outcome = 'Permit' WHERE idx = 1");

        var (code, text) = await VerifyAsync(new() { Key = TestLog.Signer.Key.ToString() });

        Assert.Equal(1, code);
        Assert.Contains("first bad entry: 1\n", text, StringComparison.Ordinal);
        Assert.Contains("meaning: ", text, StringComparison.Ordinal);
        Assert.Contains("what to do: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("came from the log itself", text, StringComparison.Ordinal);
        Assert.Contains("came from the log itself", (await VerifyAsync(new() { KeyBesideLog = TestLog.Signer.Key.ToString() })).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_usage_and_unreadable_input_have_exit_codes_of_their_own()
    {
        Assert.Equal(2, (await VerifyAsync(new() { Key = "nonsense" })).Code);
        Assert.Equal(78, (await VerifyAsync(new())).Code);
        Assert.Equal(65, (await VerifyAsync(new() { Key = TestLog.Signer.Key.ToString(), Checkpoint = "nonsense" })).Code);
        Assert.Equal(2, await Verb().RunAsync(new() { Format = "xlsx", Query = new(), Reason = "REVIEW" }, TextWriter.Null, _messages, Ct));
        var day = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(2, await Verb().RunAsync(new() { Format = "csv", Query = new() { From = day, To = day }, Reason = "REVIEW" }, TextWriter.Null, _messages, Ct));
        await _node.DisposeAsync();
        Assert.Equal(78, await Verbs.SayingFaultsAsync(() => Verb().RunAsync(new() { Format = "csv", Query = new(), Reason = "REVIEW" }, TextWriter.Null, _messages, Ct)));
    }

    private async Task<(int Code, string Text)> VerifyAsync(AuditVerifyArguments arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (await AuditVerifyVerb.RunAsync(arguments with { Database = _database.Database }, output, _messages, Ct), output.ToString());
    }

    private static HashSet<string> Traces(string lines) =>
        [.. lines.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("trace_id").GetString()!)];

    private async Task<string> ExportAsync(string format, LogQuery query)
    {
        using var output = new StringWriter();
        Assert.Equal(0, await Verb().RunAsync(new() { Format = format, Query = query, Reason = "REVIEW" }, output, _messages, Ct));
        return output.ToString();
    }

    private async Task<(int Code, string Text)> EraseAsync(string? child, string? order)
    {
        using var output = new StringWriter { NewLine = "\n" };
        return (await new AuditEraseVerb(_node.Erasure(), _node.Reader, TimeProvider.System).RunAsync(child, order, output, _messages, Ct), output.ToString());
    }

    private AuditExportVerb Verb() => new(_node.Log, new LogExport(_node.Reader, _node.Proofs, TestLog.Signer.Key), TimeProvider.System);
}
