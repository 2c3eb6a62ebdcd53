using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Decisions;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.FhirApi;

/// <summary>Metadata, operation definitions, Consent and AuditEvent: valid FHIR R4, and each caller its own slice.</summary>
public sealed class FhirSurfaceTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/fhir/metadata", "CapabilityStatement")]
    [InlineData("/fhir/OperationDefinition/kind-dossier", "OperationDefinition")]
    [InlineData("/fhir/OperationDefinition/kind-dossier-push", "OperationDefinition")]
    public async Task What_is_open_to_everybody_is_valid(string path, string type)
    {
        var reply = await broker.GetAsync(path, Ct);
        Assert.Equal((200, "application/fhir+json", type), (reply.Status, reply.MediaType, reply.Json.GetProperty("resourceType").GetString()));
        await AssertValidAsync(reply);
        Assert.Equal(200, (await broker.GetAsync(path + "?_format=json", Ct)).Status);
        var xml = await broker.GetAsync(path + "?_format=xml", Ct);
        Assert.Equal((406, "OperationOutcome"), (xml.Status, xml.Json.GetProperty("resourceType").GetString()));
    }

    [Fact]
    public async Task Every_operation_of_the_statement_has_a_definition_and_a_route()
    {
        var rest = (await broker.GetAsync("/fhir/metadata", Ct)).Json.GetProperty("rest")[0];
        var operations = rest.GetProperty("resource").EnumerateArray().Single(resource => resource.GetProperty("type").GetString() == "Patient").GetProperty("operation").EnumerateArray().ToList();
        Assert.Equal(2, operations.Count);
        foreach (var operation in operations)
        {
            var definition = await broker.GetAsync("/fhir" + new Uri(operation.GetProperty("definition").GetString()!).AbsolutePath["/fhir".Length..], Ct);
            Assert.Equal(operation.GetProperty("definition").GetString(), definition.Json.GetProperty("url").GetString());
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{broker.Address}/fhir/Patient/${operation.GetProperty("name").GetString()}"));
            Assert.Equal(401, (await broker.SendAsync(request, Ct)).Status);
        }
    }

    [Fact]
    public async Task Every_code_list_and_profile_of_ours_that_the_statement_an_answer_or_a_definition_names_is_read_below_our_own_base()
    {
        var region = await broker.RegionAsync();
        var child = region.Child("1");
        var question = new QuestionText(child.Identifiers["swv-oost"], "TLV_AANVRAAG", "TLV_COMMISSIE", "swv-oost-tlv-commissie", [], [], [.. child.Requests.Select(request => request.Reference)], null);
        var answer = await (await broker.PartnerAsync("swv-oost")).PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(question), Ct);
        Assert.Equal(200, answer.Status);
        var (found, waiting) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>([(await broker.GetAsync("/fhir/metadata", Ct)).Text, answer.Text]));
        while (waiting.TryDequeue(out var text))
        {
            foreach (var canonical in System.Text.RegularExpressions.Regex.Matches(text, "https://zioexchange.nl(/fhir/(?:CodeSystem|ConceptMap|OperationDefinition|StructureDefinition|ValueSet)/[A-Za-z0-9-]+)").Select(match => match.Groups[1].Value).Where(found.Add))
            {
                var read = await broker.GetAsync(canonical, Ct);
                Assert.True(read.Status == 200, canonical);
                Assert.Equal(canonical, $"/fhir/{read.Json.GetProperty("resourceType").GetString()}/{read.Json.GetProperty("id").GetString()}");
                Assert.Contains("https://zioexchange.nl" + canonical, read.Text, StringComparison.Ordinal);
                waiting.Enqueue(read.Text);
            }
        }

        Assert.True(found.Count > 20, string.Join(' ', found));
    }

    [Fact]
    public async Task Every_naming_system_of_ours_that_a_mapping_table_writes_is_read_below_our_own_base()
    {
        var written = System.IO.Directory.GetFiles(RepositoryFolder.Locate("schemas", "mappings"), "*.csv")
            .SelectMany(table => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(table), "https://zioexchange.nl(/fhir/NamingSystem/[a-z0-9-]+)").Select(match => match.Groups[1].Value))
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(written.Count > 20, string.Join(' ', written));
        foreach (var system in written)
        {
            var read = await broker.GetAsync(system, Ct);
            Assert.True(read.Status == 200, system);
            Assert.Equal("https://zioexchange.nl" + system, read.Json.GetProperty("uniqueId")[0].GetProperty("value").GetString());
            await AssertValidAsync(read);
        }
    }

    [Fact]
    public async Task The_lists_that_the_program_holds_are_read_whole()
    {
        Assert.Equal(ReasonCatalogue.All.Select(reason => reason.Code), await CodesAsync("reason-code"));
        Assert.Equal(ReasonCatalogue.All.Select(reason => reason.Number), await CodesAsync("foutcode"));
        Assert.Equal(Enum.GetNames<AuditKind>(), await CodesAsync("log-kind"));

        async Task<IEnumerable<string?>> CodesAsync(string id)
        {
            var read = await broker.GetAsync("/fhir/CodeSystem/" + id, Ct);
            await AssertValidAsync(read);
            return read.Json.GetProperty("concept").EnumerateArray().Select(concept => concept.GetProperty("code").GetString());
        }
    }

    [Theory]
    [InlineData("/fhir/CodeSystem/nothing")]
    [InlineData("/fhir/CodeSystem/..%2f..%2fpolicy%2fpurposes")]
    [InlineData("/fhir/CodeSystem/purpose.json")]
    [InlineData("/fhir/codesystem/PURPOSE")]
    [InlineData("/fhir/r4/types")]
    public async Task What_is_no_definition_is_not_there(string path) => Assert.Equal(404, (await broker.GetAsync(path, Ct)).Status);

    [Fact]
    public async Task The_source_finds_its_consents_and_another_party_an_empty_answer()
    {
        var region = await broker.RegionAsync();
        var found = await SearchAsync("jeugdhulpaanbieder", "Consent", ("patient.identifier", $"{NamingSystems.Bsn}|{region.Child("2").Person.Bsn}"));
        Assert.Equal(200, found.Status);
        await AssertValidAsync(found);
        var consents = found.Json.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource")).ToList();
        Assert.Equal(consents.Count, found.Json.GetProperty("total").GetInt32());
        Assert.Contains(consents, consent => consent.GetProperty("status").GetString() == "rejected");
        Assert.All(consents, consent => Assert.Equal("99990001", consent.GetProperty("organization")[0].GetProperty("identifier").GetProperty("value").GetString()));

        var path = "/fhir/Consent/" + consents[0].GetProperty("id").GetString();
        var read = await (await broker.PartnerAsync("jeugdhulpaanbieder")).GetAsync(path, Ct);
        await AssertValidAsync(read);
        Assert.StartsWith("W/\"", read.Header("ETag"), StringComparison.Ordinal);
        Assert.Equal(304, (await (await broker.PartnerAsync("jeugdhulpaanbieder")).SendAsync("GET", path, null, "application/json", Ct, ("If-None-Match", read.Header("ETag")!))).Status);
        Assert.Equal(404, (await (await broker.PartnerAsync("gemeente-b")).GetAsync(path, Ct)).Status);
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("\"{1}\"", 304)]
    [InlineData("W/\"other\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("W/\"other\"", 200)]
    public async Task Who_has_the_version_that_would_be_sent_gets_304_by_whatever_tag_says_so(string form, int status)
    {
        var (region, source) = (await broker.RegionAsync(), await broker.PartnerAsync("jeugdhulpaanbieder"));
        var found = await SearchAsync("jeugdhulpaanbieder", "Consent", ("patient.identifier", $"{NamingSystems.Bsn}|{region.Child("2").Person.Bsn}"));
        var path = "/fhir/Consent/" + found.Json.GetProperty("entry")[0].GetProperty("resource").GetProperty("id").GetString();
        var tag = (await source.GetAsync(path, Ct)).Header("ETag")!;

        var again = await source.SendAsync("GET", path, null, "application/json", Ct, ("If-None-Match", string.Format(CultureInfo.InvariantCulture, form, tag, tag[3..^1])));

        Assert.Equal((status, tag), (again.Status, again.Header("ETag")));
    }

    [Fact]
    public async Task The_statement_says_where_tokens_come_from_and_what_answers_keep_to()
    {
        var rest = (await broker.GetAsync("/fhir/metadata", Ct)).Json.GetProperty("rest")[0];
        var token = rest.GetProperty("security").GetProperty("extension")[0].GetProperty("extension")[0];
        Assert.Equal(("token", broker.Address + "/connect/token"), (token.GetProperty("url").GetString(), token.GetProperty("valueUri").GetString()));
        var profiles = rest.GetProperty("resource").EnumerateArray().Where(resource => resource.TryGetProperty("supportedProfile", out _))
            .SelectMany(resource => resource.GetProperty("supportedProfile").EnumerateArray().Select(profile => profile.GetString()!)).ToList();
        Assert.Contains(FhirSystems.Base + "/StructureDefinition/kind-dossier-patient", profiles);
        Assert.Contains(FhirSystems.Base + "/StructureDefinition/coverage-tlv", profiles);

        using var wrong = new HttpRequestMessage(HttpMethod.Delete, new Uri(broker.Address + "/fhir/metadata"));
        var refused = await broker.SendAsync(wrong, Ct);
        Assert.Equal((405, "not-supported"), (refused.Status, refused.Json.GetProperty("issue")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task What_a_library_of_SMART_reads_stands_below_the_host_and_below_the_FHIR_base()
    {
        var replies = new[] { await broker.GetAsync("/.well-known/smart-configuration", Ct), await broker.GetAsync("/fhir/.well-known/smart-configuration", Ct) };
        Assert.All(replies, reply => Assert.Equal((200, "application/json"), (reply.Status, reply.MediaType)));
        Assert.Equal(replies[0].Text, replies[1].Text);
        Assert.Equal(["S256"], replies[1].Json.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(method => method.GetString()));
        Assert.False(replies[1].Json.TryGetProperty("authorization_endpoint", out _));
    }

    [Theory]
    [InlineData("kind-dossier")]
    [InlineData("kind-dossier-push")]
    public async Task The_definition_of_an_operation_has_the_bounds_that_its_reader_holds_to(string operation)
    {
        var rules = operation is "kind-dossier" ? QuestionReader.Rules : PushReader.Rules;
        var definition = (await broker.GetAsync("/fhir/OperationDefinition/" + operation, Ct)).Json;
        var usual = Characters(definition.GetProperty("comment"))!.Value;
        var defined = definition.GetProperty("parameter").EnumerateArray().Where(parameter => parameter.GetProperty("use").GetString() == "in")
            .Select(parameter => new FhirParameterRule(
                parameter.GetProperty("name").GetString()!, parameter.GetProperty("type").GetString()!, parameter.GetProperty("min").GetInt32(), int.Parse(parameter.GetProperty("max").GetString()!, CultureInfo.InvariantCulture))
            { LongestText = Characters(parameter.GetProperty("documentation")) ?? usual });
        Assert.Equal(rules.OrderBy(rule => rule.Name, StringComparer.Ordinal), defined.OrderBy(rule => rule.Name, StringComparer.Ordinal));

        static int? Characters(JsonElement text) =>
            System.Text.RegularExpressions.Regex.Match(text.GetString()!, "at most ([0-9]+) characters") is { Success: true } said ? int.Parse(said.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [Fact]
    public async Task What_a_caller_may_not_see_changes_nothing_in_what_it_gets()
    {
        var region = await broker.RegionAsync();
        var child = region.Child("2");
        var known = await SearchAsync("gemeente-c", "Consent", ("patient.identifier", $"{NamingSystems.Bsn}|{child.Person.Bsn}"));
        var unknown = await SearchAsync("gemeente-c", "Consent", ("patient.identifier", $"{NamingSystems.Bsn}|999990019"));
        Assert.Equal((200, unknown.Text), (known.Status, known.Text));
        Assert.Equal(0, known.Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("Consent", "patient.identifier", "no-system")]
    [InlineData("Consent", "patient.name", "Jan")]
    [InlineData("Consent", "_count", "-1")]
    [InlineData("AuditEvent", "patient.identifier", "a|b")]
    public async Task A_parameter_that_is_not_known_or_wrong_is_refused_and_never_passed_over(string type, string name, string value)
    {
        var reply = await SearchAsync("school-so", type, (name, value));
        Assert.Equal((400, "OperationOutcome"), (reply.Status, reply.Json.GetProperty("resourceType").GetString()));
        await AssertValidAsync(reply);
    }

    [Fact]
    public async Task A_recipient_s_audit_events_are_what_it_received_and_a_source_s_what_was_asked_of_it()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var child = region.Child("1");
        var question = new QuestionText(child.Identifiers["swv-oost"], "TLV_AANVRAAG", "TLV_COMMISSIE", "swv-oost-tlv-commissie", [], [], [.. child.Requests.Select(request => request.Reference)], null);
        Assert.Equal(200, (await swv.PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(question), Ct)).Status);

        foreach (var client in new[] { "swv-oost", "school-so" })
        {
            var found = await SearchAsync(client, "AuditEvent", ("_count", "100"));
            await AssertValidAsync(found);
            var events = found.Json.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource")).ToList();
            Assert.Contains(events, happened => happened.GetProperty("subtype")[0].GetProperty("code").GetString() == "Disclosure");
            if (client == "swv-oost")
            {
                Assert.DoesNotContain(events, happened => happened.GetProperty("subtype")[0].GetProperty("code").GetString() == "Decision");
            }

            Assert.DoesNotContain(region.PersonalTerms, found.Text.Contains);
            var path = "/fhir/AuditEvent/" + events[0].GetProperty("id").GetString();
            var read = await (await broker.PartnerAsync(client)).GetAsync(path, Ct);
            Assert.Equal((200, $"W/\"{events[0].GetProperty("meta").GetProperty("versionId").GetString()}\""), (read.Status, read.Header("ETag")));
            var foreign = await (await broker.PartnerAsync("gemeente-c")).GetAsync(path, Ct);
            Assert.Equal(404, foreign.Status);
            var number = path.Split('/')[^1];
            Assert.Equal(("Success", number), await LookOfAsync(read));
            Assert.Equal(("Deny", number), await LookOfAsync(foreign));
        }
    }

    /// <summary>The look at the log by which this was answered: how it ended, and at which entry.</summary>
    private async Task<(string, string?)> LookOfAsync(Reply reply)
    {
        var trace = reply.Header("traceparent")!.Split('-')[1];
        var look = Assert.Single((await (await broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.LogLook, TraceId = trace }, Ct)).Records);
        return (look.Outcome, look.Entry!.Details.GetValueOrDefault("entry"));
    }

    private async Task<Reply> SearchAsync(string client, string type, params (string Name, string Value)[] parameters)
    {
        var form = string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        return await (await broker.PartnerAsync(client)).SendAsync("POST", $"/fhir/{type}/_search", form, "application/x-www-form-urlencoded", Ct);
    }

    private async Task AssertValidAsync(Reply reply)
    {
        var types = (await broker.ServicesAsync()).GetRequiredService<FhirTypes>();
        var issues = FhirValidator.Validate(Encoding.UTF8.GetBytes(reply.Text), types);
        Assert.True(issues.Count == 0, string.Join('\n', issues) + JsonSerializer.Serialize(reply.Text));
    }
}
