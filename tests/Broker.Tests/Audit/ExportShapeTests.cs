using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Each shape holds what its standard asks, under the standard's own names.</summary>
public sealed class ExportShapeTests : IAsyncLifetime
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private readonly SqliteDatabase _database = new();
    private TestLog _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        _node = new TestLog(_database.Database);
        await _node.Log.AppendAsync(
            TestLog.Disclosure(0) with
            {
                Kind = AuditKind.Decision,
                Mode = "BREAK_GLASS",
                JustificationHash = Hash,
                LegalBasis = "STATUTE",
                Role = new("IB"),
                Actor = new AuditActor("employee", "BALIEMEDEWERKER", new("school-1")) { OnBehalfOf = "parent", AssuranceLevel = "TWO_FACTORS", AuthenticationMethod = "OIDC" },
            }, null, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DropAsync();
    }

    [Theory]
    [InlineData(ExportFormat.Ldv)]
    [InlineData(ExportFormat.Nen7513)]
    public async Task Ldv_has_the_fields_of_the_interface_of_component_Logboek_and_no_other(ExportFormat format)
    {
        var line = await LineAsync(format);

        Assert.Equal(["trace_id", "span_id", "status_code", "name", "start_time", "end_time", "resource", "attributes"], Names(line));
        Assert.Matches("^[0-9a-f]{16}$", line.GetProperty("span_id").GetString());
        Assert.Equal(TestLog.Disclosure(0).Moment.ToUnixTimeMilliseconds(), line.GetProperty("start_time").GetInt64());
        Assert.Equal(["attributes"], Names(line.GetProperty("resource")));
        Assert.Equal("zioexchange-broker", line.GetProperty("resource").GetProperty("attributes").GetProperty("service.name").GetString());
    }

    [Fact]
    public async Task Nen7513_names_who_acted_the_responsible_one_the_child_and_both_organisations_and_every_check()
    {
        var attributes = (await LineAsync(ExportFormat.Nen7513)).GetProperty("attributes");
        var users = attributes.GetProperty("dpl.nen7513.users").EnumerateArray().ToArray();
        var participants = attributes.GetProperty("dpl.nen7513.participants").EnumerateArray().Select(each => (each.GetProperty("participantObjectTypeCodeRole").GetString(), each.GetProperty("participantObjectID").GetString()));

        Assert.Equal([("employee", true), ("parent", false)], users.Select(user => (user.GetProperty("userID").GetString()!, user.GetProperty("userIsRequestor").GetBoolean())));
        Assert.DoesNotContain("null", attributes.GetRawText(), StringComparison.Ordinal);
        Assert.Subset(participants.ToHashSet(), new HashSet<(string?, string?)> { ("17", "swv-1"), ("16", "school-1") });
        Assert.Equal(
            ["mode:BREAK_GLASS", "justification-sha256:" + Hash, "requested-role:IB", "assurance:TWO_FACTORS", "method:OIDC", "denied:DIAGNOSE:CONSENT_EXPIRED"],
            attributes.GetProperty("dpl.nen7513.controles").EnumerateArray().Select(check => check.GetString()));
    }

    [Fact]
    public async Task Balp_says_that_a_glass_was_broken_and_that_the_law_and_no_consent_decided()
    {
        var line = await LineAsync(ExportFormat.Balp);

        Assert.Equal("AuthZ-Role", line.GetProperty("subtype")[0].GetProperty("code").GetString());
        Assert.Contains(line.GetProperty("purposeOfEvent").EnumerateArray(), purpose => purpose.GetProperty("coding")[0].GetProperty("code").GetString() == "BTG");
        Assert.Contains(Hash, line.GetProperty("entity").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("TWO_FACTORS", line.GetProperty("agent").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_has_the_means_of_the_sign_in_the_role_asked_and_the_hash_of_the_justification()
    {
        var lines = (await WriteAsync(ExportFormat.Csv)).Split("\r\n");
        var cells = lines[0].TrimStart('\uFEFF').Split(';').Zip(lines[1].Split(';')).ToDictionary(cell => cell.First, cell => cell.Second.Trim('"'), StringComparer.Ordinal);

        Assert.Equal(("OIDC", "IB", Hash), (cells["inlogmiddel"], cells["gevraagde_rol"], cells["noodknop_reden_sha256"]));
        Assert.DoesNotContain("gezagstoets", cells.Keys);
    }

    private static IEnumerable<string> Names(JsonElement line) => line.EnumerateObject().Select(member => member.Name);

    private async Task<JsonElement> LineAsync(ExportFormat format) => JsonDocument.Parse(await WriteAsync(format)).RootElement;

    private async Task<string> WriteAsync(ExportFormat format)
    {
        using var output = new StringWriter();
        Assert.Equal(1, await new LogExport(_node.Reader, _node.Proofs, TestLog.Signer.Key).WriteAsync(new(), format, LogExport.OfOperator, output, progress: null, Ct));
        return output.ToString();
    }
}
