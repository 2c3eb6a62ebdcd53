using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A question that cannot be read: one clear answer with every fault, nothing of what was sent in it, and the process lives.</summary>
public sealed class BadInputTests(SqliteBroker host) : IClassFixture<SqliteBroker>, IAsyncLifetime
{
    private const string Path = "/fhir/Patient/$kind-dossier";
    private const string Fhir = "application/fhir+json";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Fact]
    public async Task Every_unknown_code_is_named_at_once()
    {
        var body = Good();
        Set(body, "purpose", "code", "WINSTBEJAG");
        Set(body, "role", "code", "BUURMAN");
        Add(body, "category", "valueCoding", new JsonObject { ["system"] = "https://zioexchange.nl/fhir/CodeSystem/data-category", ["code"] = "ROMAN" });
        Add(body, "category", "valueCoding", new JsonObject { ["system"] = "urn:elsewhere", ["code"] = "ID_BASIS" });
        Add(body, "source", "valueReference", new JsonObject { ["identifier"] = new JsonObject { ["system"] = "urn:oid:1.2.3", ["value"] = "nergens" } });
        Add(body, "emergency", "valueBoolean", true);

        var answer = await SendAsync(body);

        Assert.Equal(422, answer.Status);
        Assert.Equal(["JUSTIFICATION_MISSING", .. Enumerable.Repeat("UNKNOWN_CODE", 5)], answer.Reasons.Order());
        Assert.DoesNotContain("WINSTBEJAG", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nergens", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_reason_code_in_an_answer_has_its_own_ZIO_code()
    {
        var body = Good();
        Set(body, "role", "code", "BUURMAN");
        Add(body, "emergency", "valueBoolean", true);

        var answer = await SendAsync(body);

        Assert.Equal(answer.Reasons.Select(reason => ReasonCatalogue.Find(reason)!.Number), answer.Numbers);
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Parameters\",\"parameter\":[", "MALFORMED_JSON")]
    [InlineData("", "MALFORMED_JSON")]
    [InlineData("null", "BAD_REQUEST")]
    [InlineData("[]", "BAD_REQUEST")]
    [InlineData("{}", "BAD_REQUEST")]
    [InlineData("{\"resourceType\":\"Patient\"}", "BAD_REQUEST")]
    [InlineData("{\"resourceType\":\"Parameters\"}", "BAD_REQUEST")]
    [InlineData("{\"resourceType\":\"Parameters\",\"resourceType\":\"Parameters\"}", "MALFORMED_JSON")]
    [InlineData("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"subject\",\"valueIdentifier\":{\"value\":\"1\",\"v\\u0061lue\":\"2\"}}]}", "MALFORMED_JSON")]
    [InlineData("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"999990019\",\"valueString\":\"999990019\"}]}", "BAD_REQUEST")]
    [InlineData("{\"resourceType\":\"Parameters\",\"999990019\":1}", "BAD_REQUEST")]
    public async Task What_cannot_be_read_is_400_with_a_code_and_echoes_nothing(string body, string reason)
    {
        var answer = await host.Broker.SendAsync("school-so", HttpMethod.Post, Path, body, Fhir, Ct);

        Assert.Equal(400, answer.Status);
        Assert.NotEmpty(answer.Reasons);
        Assert.All(answer.Reasons, code => Assert.Equal(reason, code));
        Assert.DoesNotContain("999990019", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("justification", "valueString", "\"{0}\"", 1000)]
    [InlineData("request", "valueIdentifier", "{{\"system\":\"https://zioexchange.nl/fhir/NamingSystem/schoolverzoek\",\"value\":\"{0}\"}}", 256)]
    [InlineData("source", "valueReference", "{{\"display\":\"{0}\"}}", 256)]
    [InlineData("category", "valueCoding", "{{\"extension\":[{{\"url\":\"x\",\"valueString\":\"{0}\"}}]}}", 256)]
    public async Task No_text_of_a_parameter_is_longer_than_the_definition_says(string name, string type, string value, int most)
    {
        var (fits, exceeds) = (Good(), Good());
        Add(fits, name, type, JsonNode.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, value, new string('w', most)))!);
        Add(exceeds, name, type, JsonNode.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, value, new string('w', most + 1)))!);

        var refused = await SendAsync(exceeds);
        Assert.Equal((400, "BAD_REQUEST"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.Contains($"at most {most} characters", refused.Text, StringComparison.Ordinal);
        Assert.NotEqual(400, (await SendAsync(fits)).Status);
    }

    [Fact]
    public async Task Two_hundred_levels_are_too_deep()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"extension\":[", 100)) + string.Concat(Enumerable.Repeat("]}", 100));

        Assert.Equal(400, (await host.Broker.SendAsync("school-so", HttpMethod.Post, Path, "{\"resourceType\":\"Parameters\",\"parameter\":[" + deep + "]}", Fhir, Ct)).Status);
    }

    [Fact]
    public async Task Ten_megabytes_are_refused_with_413_and_the_next_question_is_answered()
    {
        var answer = await host.Broker.SendAsync("school-so", HttpMethod.Post, Path, new byte[10 * 1024 * 1024], Fhir, Ct);

        Assert.Equal((413, "TOO_LARGE"), (answer.Status, Assert.Single(answer.Reasons)));
        Assert.Equal(200, (await SendAsync(Good())).Status);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/plain")]
    [InlineData("application/fhir+json; charset=utf-16")]
    [InlineData("application/fhir+json; fhirVersion=5.0")]
    public async Task Another_media_type_is_refused_with_415(string mediaType)
    {
        var answer = await host.Broker.SendAsync("school-so", HttpMethod.Post, Path, Good().ToJsonString(), mediaType, Ct);

        Assert.Equal((415, "UNSUPPORTED_MEDIA_TYPE"), (answer.Status, Assert.Single(answer.Reasons)));
    }

    [Theory]
    [InlineData("school-so", "OPP", "IB")]
    [InlineData("swv-oost", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV")]
    public async Task A_party_without_a_title_to_the_BSN_finds_no_child_by_it(string client, string purpose, string role)
    {
        var bsn = host.Broker.Sandbox.Region.Child("1").Person.Bsn;
        var byBsn = await AskAsync(client, purpose, role, new SandboxIdentifier(NamingSystems.Bsn, bsn));
        var byStranger = await AskAsync(client, purpose, role, new SandboxIdentifier(NamingSystems.Bsn, "999994724"));

        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), (byBsn.Status, Assert.Single(byBsn.Reasons)));
        Assert.Equal(byStranger.WithoutTrace, byBsn.WithoutTrace);
        Assert.DoesNotContain(bsn, byBsn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_professional_whom_nobody_registered_and_a_role_of_another_party_get_nothing()
    {
        var question = host.Broker.Question("school-so", "1", "OPP", "IB");

        var nobody = await host.Broker.AskAsync("school-so", question with { Practitioner = "999990019" }, Ct);
        var otherRole = await host.Broker.AskAsync("school-so", question with { Role = "LEERKRACHT" }, Ct);
        var otherParty = await host.Broker.AskAsync("school-so", question with { Role = "JEUGDCONSULENT" }, Ct);

        Assert.All(new[] { nobody, otherRole, otherParty }, answer => Assert.Equal((403, "ROLE_NOT_AUTHORISED"), (answer.Status, Assert.Single(answer.Reasons))));
        Assert.DoesNotContain("999990019", nobody.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gemeente-a", "DECLARATIE_JW", "FINANCIEN", "jeugdhulpaanbieder")]
    [InlineData("zorgkantoor", "DECLARATIE_WLZ", "FINANCIEN", "zorgaanbieder")]
    [InlineData("zorgkantoor", "WLZ_ZIO", "ZORGADVISEUR_ZK", "zorgaanbieder")]
    [InlineData("jeugdhulpaanbieder", "JEUGDHULP_TOEWIJZING", "BACKOFFICE_ZORG", "gemeente-a")]
    public async Task What_the_source_sends_itself_cannot_be_pulled(string client, string purpose, string role, string source)
    {
        var answer = await host.Broker.AskAsync(client, "1", purpose, role, Ct, [source]);

        Assert.Equal((403, "PUSH_ONLY"), (answer.Status, Assert.Single(answer.Reasons)));
    }

    [Fact]
    public async Task Breaking_the_glass_opens_the_schools_own_crisis_row_and_stands_in_the_log()
    {
        var normal = await host.Broker.AskAsync("school-so", "1", "CRISIS", "LEERKRACHT", Ct, ["school-so"]);
        var broken = await host.Broker.AskAsync("school-so", "1", "CRISIS", "LEERKRACHT", Ct, ["school-so"], justification: "Zephyrno is gevallen");
        var elsewhere = await host.Broker.AskAsync("school-so", "1", "OPP", "IB", Ct, ["jeugdhulpaanbieder"], justification: "haast");

        Assert.Equal((403, "BREAK_GLASS_REQUIRED"), (normal.Status, Assert.Single(normal.Reasons)));
        Assert.Equal(200, broken.Status);
        Assert.Equal((403, "BREAK_GLASS_NOT_ALLOWED"), (elsewhere.Status, Assert.Single(elsewhere.Reasons)));
        var entry = (await host.LogOfAsync("1", Ct)).Last(record => record.MatrixRow == "M30").Entry!;
        Assert.Equal(("BREAK_GLASS", "VITAL", 64), (entry.Mode, entry.LegalBasis, entry.JustificationHash!.Length));
        Assert.DoesNotContain("Zephyrno", entry.Replay, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private JsonNode Good() => JsonNode.Parse(QuestionBody.Write(host.Broker.Question("school-so", "1", "OPP", "IB", ["jeugdhulpaanbieder"])))!;

    private Task<BrokerAnswer> SendAsync(JsonNode body) => host.Broker.SendAsync("school-so", HttpMethod.Post, Path, Encoding.UTF8.GetBytes(body.ToJsonString()), Fhir, Ct);

    private Task<BrokerAnswer> AskAsync(string client, string purpose, string role, SandboxIdentifier subject) =>
        host.Broker.AskAsync(client, host.Broker.Question(client, "1", purpose, role) with { Subject = subject }, Ct);

    private static void Set(JsonNode body, string parameter, string member, string value) =>
        body["parameter"]!.AsArray().First(each => each!["name"]!.GetValue<string>() == parameter)!["valueCoding"]![member] = value;

    private static void Add(JsonNode body, string parameter, string type, JsonNode value) =>
        body["parameter"]!.AsArray().Add(new JsonObject { ["name"] = parameter, [type] = value });
}
