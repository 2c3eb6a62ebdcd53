using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>A receipt as a parent's lawyer checks it: one file and one key, no broker.</summary>
public sealed class AuditProofVerbTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private string _proof = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        await using var node = new TestLog(_database.Database);
        for (var n = 0; n < 5; n++)
        {
            await node.Log.AppendAsync(TestLog.Disclosure(n) with { Replay = """{"case":"the family's facts"}""" }, null, Ct);
        }

        _proof = (await node.Proofs.InclusionAsync(3, Ct))!.ToText();
    }

    public async ValueTask DisposeAsync() => await _database.DropAsync();

    [Fact]
    public async Task A_receipt_is_proven_by_itself_and_the_key()
    {
        var (exit, said) = await RunAsync(_proof, TestLog.Signer.Key.ToString());

        Assert.Equal(0, exit);
        Assert.Contains("entry: 3", said, StringComparison.Ordinal);
        Assert.Contains("result: proven", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_of_another_place_content_or_key_is_not_proven_and_says_what_to_do()
    {
        var commitment = _proof.IndexOf("extra ", StringComparison.Ordinal) + 40;
        var content = _proof[..commitment] + (_proof[commitment] == 'A' ? 'B' : 'A') + _proof[(commitment + 1)..];
        foreach (var (proof, key) in new[]
        {
            (_proof.Replace("index 3", "index 2", StringComparison.Ordinal), TestLog.Signer.Key),
            (_proof.Replace("index 3", "index 30", StringComparison.Ordinal), TestLog.Signer.Key),
            (content, TestLog.Signer.Key),
            (_proof, LogSigningKey.Generate("log.example.nl/test").Key),
        })
        {
            var (exit, said) = await RunAsync(proof, key.ToString());

            Assert.Equal(1, exit);
            Assert.Contains("result: NOT PROVEN", said, StringComparison.Ordinal);
            Assert.Contains("what to do:", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_export_proves_its_content_without_the_broker_and_no_letter_of_it_can_be_changed()
    {
        var lines = await ExportAsync(Ct);
        var (exit, said) = await CheckAsync(lines);
        Assert.Equal(0, exit);
        Assert.Contains("lines: 5, each in the log; of 5 the content is proven too", said, StringComparison.Ordinal);
        Assert.Contains("not proven: \"subject\"", said, StringComparison.Ordinal);
        Assert.DoesNotContain("child-1", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("the family's facts", lines, StringComparison.Ordinal);

        foreach (var (from, to) in new[]
        {
            ("\"recipient\":\"school-1\",\"requestId\"", "\"recipient\":\"school-2\",\"requestId\""),          // the entry
            ("\\\"recipient\\\":\\\"school-1\\\",\\\"requestId\\\"", "\\\"recipient\\\":\\\"school-2\\\",\\\"requestId\\\""),   // the text that opens it
            ("\"pseudonym\":\"actor-1\"", "\"pseudonym\":\"actor-2\""),
            ("\"index\":3", "\"index\":2"),
            ("\"outcome\":\"Permit\",\"source\"", "\"outcome\":\"Deny\",\"source\""),                         // what a reader sees first
            ("\"recipient\":\"school-1\",\"purpose\"", "\"recipient\":\"school-2\",\"purpose\""),
            ("\"index\":3,\"moment\":\"2026", "\"index\":3,\"moment\":\"2025"),
            ("\"readable\":true", "\"readable\":false"),                                                       // what a reader believes of it
            ("\"damaged\":false", "\"damaged\":true"),
        })
        {
            Assert.Contains(from, lines, StringComparison.Ordinal);
            Assert.Equal(1, (await CheckAsync(lines.Replace(from, to, StringComparison.Ordinal))).Exit);
        }

        var both = lines.Replace("school-1\",\"requestId", "school-2\",\"requestId", StringComparison.Ordinal).Replace("school-1\\\",\\\"requestId", "school-2\\\",\\\"requestId", StringComparison.Ordinal);
        Assert.Contains("its entry or actor is not what the log holds", (await CheckAsync(both)).Said, StringComparison.Ordinal);
        Assert.Equal(1, (await CheckAsync(lines + "{\n")).Exit);
        Assert.Equal(65, (await CheckAsync("")).Exit);
        Assert.Equal(65, (await CheckAsync("\n\n")).Exit);
        Assert.Contains("lines: 5,", (await CheckAsync("\n" + lines + "\r\n\n")).Said, StringComparison.Ordinal);
        Assert.Contains("line 7 does not hold", (await CheckAsync(lines + "\n{\n")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubled_line_and_one_that_says_more_are_refused_and_what_a_cut_or_sorted_file_does_not_show_is_said()
    {
        var lines = (await ExportAsync(Ct)).TrimEnd('\n').Split('\n');

        Assert.Contains("line 6 does not hold: it is entry 3 once more", (await CheckAsync(string.Join('\n', [.. lines, lines[1]]))).Said, StringComparison.Ordinal);
        Assert.Contains("line 2 does not hold: it says more than an export says", (await CheckAsync(string.Join('\n', lines[0], lines[1][..^1] + ",\"consent\":\"given\"}"))).Said, StringComparison.Ordinal);
        var (exit, said) = await CheckAsync(string.Join('\n', lines[2], lines[0]));
        Assert.Equal(0, exit);
        Assert.Contains("not proven: that these are all the lines", said, StringComparison.Ordinal);
        var half = await CheckAsync(string.Join('\n', lines)[..^100]);
        Assert.Contains("line 5 does not hold", half.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_an_end_is_given_up_and_not_kept_in_memory()
    {
        using var endless = new Endless("{\"index\":0,\"subject\":\"");
        await using var output = new StringWriter();

        Assert.Equal(1, await AuditProofVerb.RunExportAsync(endless, AuditProofVerb.Keys(TestLog.Signer.Key.ToString(), null), output, output, Ct));

        Assert.Contains("line 1 does not hold: it is longer than any line of an export", output.ToString(), StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1, 4_000_000);
        Assert.Null(await BoundedLines.AllAsync(endless, 1000, Ct));
    }

    [Fact]
    public async Task Lines_are_read_as_they_are_whatever_ends_them()
    {
        using var text = new StringReader("one\r\n\ntwo\n" + new string('x', 70_000) + "\nlast");
        var lines = new BoundedLines(text, 100_000);

        var read = new List<string>();
        while (await lines.NextAsync(Ct) is { } line)
        {
            read.Add(line);
        }

        Assert.Equal(["one", "", "two", new string('x', 70_000), "last"], read);
        Assert.False(lines.IsTooLong);
    }

    [Fact]
    public async Task A_line_without_its_content_or_its_actor_is_named_as_not_proven_and_one_that_invents_an_actor_is_refused()
    {
        await using (var node = new TestLog(_database.Database))
        {
            await node.Log.AppendAsync(TestLog.Disclosure(6) with { Actor = null }, null, Ct);
        }

        var lines = (await ExportAsync(Ct)).TrimEnd('\n').Split('\n').Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject()).ToArray();
        (lines[0]["actor"], var mine) = (new System.Text.Json.Nodes.JsonObject { ["pseudonym"] = "actor-1" }, lines[0]["actor"]);
        Assert.Contains("line 1 does not hold: it names who acted, and its entry has nobody", (await CheckAsync(Text())).Said, StringComparison.Ordinal);

        lines[0]["actor"] = mine;
        (lines[1]["actor"], lines[1]["actorOpening"]) = (null, null);
        (lines[3]["entry"], lines[3]["opening"], lines[3]["readable"], lines[3]["damaged"]) = (null, null, false, true);
        var (exit, said) = await CheckAsync(Text());

        Assert.Equal(0, exit);
        Assert.Contains("lines: 6, each in the log; of 5 the content is proven too", said, StringComparison.Ordinal);
        Assert.Contains("not proven: what line 4 says, but for its place in the log", said, StringComparison.Ordinal);

        Assert.Contains("not told: who acted, in line 2.", said, StringComparison.Ordinal);

        string Text() => string.Join('\n', lines.Select(line => line.ToJsonString()));
    }

    [Fact]
    public async Task A_receipt_from_after_a_rotation_is_proven_by_the_old_key_with_what_the_log_publishes()
    {
        await using var node = new TestLog(_database.Database);
        var next = LogSigningKey.Generate(TestLog.Signer.Key.Name);
        await node.Log.AppendAsync(TestLog.Disclosure(50), new Broker.Audit.Storage.HandOver(TestLog.Signer.Key, next), Ct);
        var after = new LogProofs(_database.Database, next, Broker.Audit.Witnesses.ConfiguredWitnesses.None, TimeProvider.System);
        await using var renewed = TestLog.New(_database.Database, next, TestLog.Master);
        await renewed.AppendAsync(TestLog.Disclosure(51), null, Ct);
        var receipt = (await after.InclusionAsync(6, Ct))!.ToText();
        var published = System.Text.Json.JsonSerializer.Serialize(new { key = next.Key.ToString(), successions = await after.StatementsAsync(Ct) });

        await using var output = new StringWriter();
        Assert.Equal(1, await AuditProofVerb.RunAsync(receipt, AuditProofVerb.Keys(TestLog.Signer.Key.ToString(), null), output, output));
        Assert.Equal(0, await AuditProofVerb.RunAsync(receipt, AuditProofVerb.Keys(TestLog.Signer.Key.ToString(), published), output, output));
        Assert.Equal(0, await AuditProofVerb.RunAsync(_proof, AuditProofVerb.Keys(next.Key.ToString(), published), output, output));
        Assert.Equal(1, await AuditProofVerb.RunAsync(receipt, AuditProofVerb.Keys(LogSigningKey.Generate(next.Key.Name).Key.ToString(), published), output, output));
    }

    [Theory]
    [InlineData("", true, 65)]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n", true, 65)]
    [InlineData("not a proof", false, 2)]
    public async Task What_is_no_proof_or_has_no_key_has_an_exit_code_of_its_own(string proof, bool withKey, int exit) =>
        Assert.Equal(exit, (await RunAsync(proof, withKey ? TestLog.Signer.Key.ToString() : null)).Exit);

    [Theory]
    [InlineData("audit", "verify", "--proof", "FILE", "--keys", "-")]
    [InlineData("audit", "verify", "--proof", "FILE", "--export", "FILE")]
    [InlineData("audit", "verify", "--proof", "/nowhere/at/all")]
    [InlineData("audit", "verify", "--proof", "FILE", "--witness", "WITNESS")]
    [InlineData("audit", "verify", "--url", "http://127.0.0.1:1", "--witness", "no key")]
    public async Task What_cannot_be_asked_together_or_is_not_there_is_bad_usage(params string[] arguments)
    {
        var (file, witness) = (Path.GetTempFileName(), Broker.Audit.Witnesses.WitnessKey.Create("witness.example/w1", new byte[32]).ToString());
        try
        {
            await File.WriteAllTextAsync(file, _proof, Ct);

            Assert.Equal(2, await Verbs.RunAsync([.. arguments.Select(each => each switch { "FILE" => file, "WITNESS" => witness, _ => each }), "--key", TestLog.Signer.Key.ToString()]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A text that goes on for ever.</summary>
    private sealed class Endless(string begin) : TextReader
    {
        public long Given { get; private set; }

        public override int Read(Span<char> buffer)
        {
            buffer.Fill('x');
            if (Given == 0)
            {
                begin.CopyTo(buffer);
            }

            Given += buffer.Length;
            return buffer.Length;
        }

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }

    private static async Task<(int Exit, string Said)> RunAsync(string proof, string? key)
    {
        await using var output = new StringWriter();
        return (await AuditProofVerb.RunAsync(proof, AuditProofVerb.Keys(key, null), output, TextWriter.Null), output.ToString());
    }

    private async Task<string> ExportAsync(CancellationToken ct)
    {
        await using var node = new TestLog(_database.Database);
        await using var lines = new StringWriter();
        await new LogExport(node.Reader, node.Proofs, TestLog.Signer.Key).WriteAsync(new LogQuery(), ExportFormat.Ndjson, LogExport.OfOperator, lines, null, ct);
        return lines.ToString();
    }

    private static async Task<(int Exit, string Said)> CheckAsync(string lines)
    {
        await using var output = new StringWriter();
        using var reader = new StringReader(lines);
        return (await AuditProofVerb.RunExportAsync(reader, AuditProofVerb.Keys(TestLog.Signer.Key.ToString(), null), output, output, Ct), output.ToString());
    }
}
