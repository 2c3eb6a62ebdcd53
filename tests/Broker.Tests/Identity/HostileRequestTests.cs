using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Requests that try the broker rather than ask it: duplicated, oversized, deeply nested, in another's name.</summary>
public sealed class HostileRequestTests(LiveBroker broker)
{
    private const string Dossier = "/fhir/Patient/$kind-dossier";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grant_type")]
    [InlineData("client_assertion")]
    [InlineData("client_assertion_type")]
    [InlineData("client_id")]
    public async Task A_form_parameter_that_stands_twice_is_refused(string name)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        var fields = request.Form.Append(new("client_assertion", request.Signed())).Append(new("client_id", "swv-oost")).ToList();
        fields.Add(new(name, fields.First(field => field.Key == name).Value));
        var reply = await request.SendBodyAsync(new FormUrlEncodedContent(fields), [(await broker.PartnerAsync("swv-oost")).Proof("POST", "/connect/token", null)], Ct);
        Assert.Equal(400, reply.Status);
        Assert.Equal("invalid_request", reply.Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Other_grants_other_media_and_secrets_get_no_token()
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        var proof = (await broker.PartnerAsync("swv-oost")).Proof("POST", "/connect/token", null);
        request.Form["grant_type"] = "password";
        Assert.Equal("unsupported_grant_type", (await request.SendAsync(Ct)).Json.GetProperty("error").GetString());
        Assert.Equal(400, (await request.SendBodyAsync(new StringContent("{}", Encoding.UTF8, "application/json"), [proof], Ct)).Status);
        var secret = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "swv-oost", ["client_secret"] = "secret" };
        Assert.Equal(400, (await request.SendBodyAsync(new FormUrlEncodedContent(secret), [proof], Ct)).Status);
        var both = new Dictionary<string, string>(request.Form) { ["grant_type"] = "client_credentials", ["client_assertion"] = request.Signed(), ["client_secret"] = "secret" };
        Assert.Equal("invalid_request", (await request.SendBodyAsync(new FormUrlEncodedContent(both), [proof], Ct)).Json.GetProperty("error").GetString());
        Assert.Equal("invalid_dpop_proof", (await request.SendBodyAsync(new FormUrlEncodedContent(new Dictionary<string, string>(request.Form) { ["grant_type"] = "client_credentials", ["client_assertion"] = request.Signed() }), [], Ct)).Json.GetProperty("error").GetString());
    }

    [Fact]
    public async Task An_oversized_body_is_refused_before_it_is_read_whole()
    {
        var partner = await broker.PartnerAsync("swv-oost");
        Assert.Equal(413, (await partner.PostAsync(Dossier, "{\"resourceType\":\"Parameters\",\"x\":\"" + new string('a', 2_000_000) + "\"}", Ct)).Status);
        Assert.Equal(413, (await partner.PostAsync("/api/v1/schoolverzoeken", "{\"x\":\"" + new string('a', 400_000) + "\"}", Ct)).Status);
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        var big = await request.SendBodyAsync(new StringContent("grant_type=client_credentials&x=" + new string('a', 200_000), Encoding.ASCII, "application/x-www-form-urlencoded"), [], Ct);
        Assert.InRange(big.Status, 400, 413);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "1}")]
    [InlineData("{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"a\",\"part\":", "]")]
    public async Task Deeply_nested_JSON_is_refused(string open, string close)
    {
        var partner = await broker.PartnerAsync("swv-oost");
        var text = string.Concat(Enumerable.Repeat(open, 3000)) + string.Concat(Enumerable.Repeat(close, 3000));
        Assert.Equal(400, (await partner.PostAsync(Dossier, text, Ct)).Status);
        Assert.Equal(400, (await partner.PostAsync("/api/v1/schoolverzoeken", text, Ct)).Status);
    }

    [Theory]
    [InlineData(20, 422)]
    [InlineData(40, 400)]
    [InlineData(3000, 400)]
    public async Task Where_a_member_may_hold_anything_it_is_refused_for_its_depth_before_anything_is_made_of_it(int depth, int status)
    {
        var number = (await broker.RegionAsync()).Child("11").Identifiers["school-so"];
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        var body = $$"""{"kind":{{System.Text.Json.JsonSerializer.Serialize(number, System.Text.Json.JsonSerializerOptions.Web)}},"soort":"registratie","inhoud":{{deep}},"bron":"register","waargenomenOp":"2026-01-01T10:00:00Z"}""";

        var reply = await (await broker.PartnerAsync("school-so")).PostAsync("/api/v1/feiten", body, Ct);

        Assert.True(status == reply.Status, reply.Text);
    }

    [Theory]
    [InlineData("{\"kind\":{},\"kind\":{}}", "BAD_REQUEST")]
    [InlineData("{\"more\":1}", "BAD_REQUEST")]
    [InlineData("null", "BAD_REQUEST")]
    [InlineData("[]", "BAD_REQUEST")]
    [InlineData("\"text\"", "BAD_REQUEST")]
    [InlineData("{\"doel\":\"\\ud800\"}", "MALFORMED_JSON")]
    [InlineData("", "MALFORMED_JSON")]
    [InlineData("{} {}", "MALFORMED_JSON")]
    public async Task A_body_that_is_not_what_it_should_be_is_refused_with_a_reason(string body, string reason)
    {
        var reply = await (await broker.PartnerAsync("school-so")).PostAsync("/api/v1/schoolverzoeken", body, Ct);
        Assert.Equal((400, reason), (reply.Status, reply.ReasonCode));
    }

    [Theory]
    [InlineData("swv-noord-orthopedagoog-swv", "ORTHOPEDAGOOG_SWV")]
    [InlineData("school-so-ib", "IB")]
    [InlineData("swv-oost-swv-consulent", "ORTHOPEDAGOOG_SWV")]
    [InlineData("SWV-OOST-ORTHOPEDAGOOG-SWV", "ORTHOPEDAGOOG_SWV")]
    public async Task The_token_of_one_organisation_with_a_role_of_another_or_of_nobody_is_refused(string professional, string role)
    {
        var (region, partner) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        foreach (var child in region.Children.Where(child => child.Requests.Count > 0))
        {
            var question = new QuestionText(child.Identifiers["swv-oost"], "ARRANGEMENT", role, professional, [], [], [.. child.Requests.Select(request => request.Reference)], null);
            var reply = await partner.PostAsync(Dossier, QuestionBody.Write(question), Ct);
            Assert.Equal(403, reply.Status);
            Assert.Equal("ROLE_NOT_AUTHORISED", reply.ReasonCode);
        }
    }

    [Fact]
    public Task A_budget_that_is_used_up_stays_so_whatever_a_caller_changes_about_itself() => OneMinute.WithinAsync(async _ =>
    {
        await using var small = new LiveBroker { Settings = ["--RateLimit:ApiPerMinute", "2", "--RateLimit:ExchangePerMinute", "2", "--RateLimit:TokensPerMinute", "6"] };
        var partner = await small.PartnerAsync("swv-oost");
        foreach (var path in new[] { "/api/v1/organisaties", "/api/v1/afspraken", "/fhir/Consent/0199a0f0-0000-7000-8000-000000000000", "/fhir/AuditEvent/1" })
        {
            await partner.GetAsync(path, Ct);
        }

        var evading = new List<int>();
        foreach (var path in new[] { "/api/v1/organisaties", "/API/V1/Organisaties", "/api/v1/organisaties?x=1", "/api/v1/gebeurtenissen", "/fhir/Consent/0199a0f0-0000-7000-8000-000000000000", "/FHIR/consent/0199a0f0-0000-7000-8000-000000000000", "/fhir/AuditEvent/1" })
        {
            foreach (var (name, value) in new[] { ("X-Forwarded-For", "203.0.113.7"), ("X-Real-IP", "203.0.113.8"), ("User-Agent", "other"), ("Forwarded", "for=203.0.113.9"), ("Accept", "text/html"), ("Origin", "https://elsewhere.example") })
            {
                evading.Add((await partner.SendAsync("GET", path, null, "application/json", Ct, (name, value))).Status);
            }
        }

        var statuses = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            statuses.Add((await (await TokenRequest.OfAsync(small, "swv-oost")).SendAsync(Ct)).Status);
        }

        var other = (await (await TokenRequest.OfAsync(small, "swv-noord")).SendAsync(Ct)).Status;
        return () =>
        {
            Assert.All(evading, status => Assert.Equal(429, status));
            Assert.Equal([200, 200, 200, 200, 200, 429, 429, 429], statuses);   // one went to the requests above
            Assert.Equal(200, other);
        };
    });

    [Fact]
    public async Task A_child_named_by_the_number_of_another_party_is_like_no_child_at_all()
    {
        var (region, partner) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var child = region.Children.First(child => child.Couplings.Contains("swv-oost") && child.Couplings.Contains("school-so"));
        var nobody = child.Identifiers["school-so"] with { Value = "0000" };
        var replies = new List<Reply>();
        foreach (var number in new[] { child.Identifiers["school-so"], nobody, new SandboxIdentifier(NamingSystems.Bsn, child.Person.Bsn) })
        {
            var question = new QuestionText(number, "THUISZITTER", "ORTHOPEDAGOOG_SWV", "swv-oost-orthopedagoog-swv", [], [], [], null);
            replies.Add(await partner.PostAsync(Dossier, QuestionBody.Write(question), Ct));
        }

        Assert.Single(replies.Select(reply => (reply.Status, reply.ReasonCode, reply.Text.Length)).Distinct());
    }

    [Fact]
    public async Task Every_way_out_of_the_token_check_is_guarded()
    {
        var endpoints = (await broker.ServicesAsync()).GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints.OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>();
        string[] open =
        [
            "/connect/token", "/.well-known/", "/fhir/metadata", "/fhir/CodeSystem/", "/fhir/ConceptMap/", "/fhir/NamingSystem/", "/fhir/OperationDefinition/", "/fhir/StructureDefinition/", "/fhir/ValueSet/", "/fhir/.well-known/", "/openapi.json", "/api/v1/openapi.json", "/log/", "/health/", "/docs", "/api/v1/foutcodes", "/api/v1/doelen", "/api/v1/gegevensgroepen",
        ];
        var unguarded = endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.AuthorizationPolicy>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/fhir", StringComparison.Ordinal) || path.StartsWith("/access", StringComparison.Ordinal))
            .Where(path => !open.Any(allowed => path.StartsWith(allowed, StringComparison.Ordinal)));
        Assert.Empty(unguarded);
    }
}
