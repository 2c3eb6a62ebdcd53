using System.Text;
using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Exchange.AuthZen;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Requests that no library makes: forms that are none, half characters, look-alike letters. Each is refused for what it is, and none is a fault of ours.</summary>
public sealed class OddRequestTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Forms => new()
    {
        { "application/x-www-form-urlencoded", "grant_type=%00" },
        { "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1100).Select(number => $"p{number}=1")) },
        { "application/x-www-form-urlencoded", new string('k', 3000) + "=1" },
        { "application/x-www-form-urlencoded; charset=utf-7", "grant_type=client_credentials" },
        { "multipart/form-data", "grant_type=client_credentials" },
        { "multipart/form-data; boundary=x", "--x\r\nfoo" },
        { "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\nclient_credentials\r\n--x--\r\n" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_that_is_none_is_refused(string mediaType, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(broker.Address + "/connect/token")) { Content = Content(mediaType, body) };
        var token = await broker.SendAsync(request, Ct);
        Assert.Equal((400, "invalid_request"), (token.Status, token.Json.GetProperty("error").GetString()));

        foreach (var resource in new[] { "Consent", "AuditEvent" })
        {
            var partner = await broker.PartnerAsync("swv-oost");
            using var search = new HttpRequestMessage(HttpMethod.Post, new Uri($"{broker.Address}/fhir/{resource}/_search")) { Content = Content(mediaType, body) };
            var key = await partner.TokenAsync(Ct);
            search.Headers.TryAddWithoutValidation("Authorization", "DPoP " + key);
            search.Headers.TryAddWithoutValidation("DPoP", partner.Proof("POST", $"/fhir/{resource}/_search", key));
            var found = await broker.SendAsync(search, Ct);
            Assert.Equal(mediaType.EndsWith("urlencoded", StringComparison.Ordinal) ? 400 : 415, found.Status);
            Assert.NotNull(found.ReasonCode);
        }
    }

    [Theory]
    [InlineData("{\"alg\":\"ES256\",\"\\ud800\":1}", "{\"sub\":\"swv-oost\"}")]
    [InlineData("{\"alg\":\"\\ud800\"}", "{\"sub\":\"swv-oost\"}")]
    [InlineData("{\"alg\":\"ES256\"}", "{\"sub\":\"\\u0000\"}")]
    [InlineData("{\"alg\":\"ES256\"}", "{\"sub\":\"swv-oost\",\"\\udfff\":{}}")]
    public async Task Half_a_character_in_an_assertion_a_proof_or_a_token_is_no_fault_of_ours(string header, string claims)
    {
        var jwt = Forge.Encode(header) + "." + Forge.Encode(claims) + ".AAAA";
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        Assert.Equal(401, (await request.SendAsync(Ct, jwt)).Status);
        request.Form["client_assertion"] = request.Signed();
        Assert.Equal("invalid_dpop_proof", (await request.SendBodyAsync(new FormUrlEncodedContent(request.Form), [jwt], Ct)).Json.GetProperty("error").GetString());
        using var get = new HttpRequestMessage(HttpMethod.Get, new Uri(broker.Address + "/api/v1/organisaties"));
        get.Headers.TryAddWithoutValidation("Authorization", "DPoP " + jwt);
        Assert.Equal(401, (await broker.SendAsync(get, Ct)).Status);
    }

    [Theory]
    [InlineData("[{\"type\":\"\\ud800\"}]")]
    [InlineData("[{\"type\":\"kind-dossier\",\"purposes\":[\"\\ud800\"]}]")]
    [InlineData("[{\"type\":\"kind-dossier\",\"purposes\":[\"OPP\"],\"purposes\":[\"ARRANGEMENT\"]}]")]
    public async Task Details_that_cannot_be_read_or_say_two_things_give_no_token(string details)
    {
        var request = await TokenRequest.OfAsync(broker, "swv-oost");
        request.Form["authorization_details"] = details;
        Assert.Equal("invalid_authorization_details", (await request.SendAsync(Ct)).Json.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("\"context\":{}", "\"context\":{\"request\":\"\\ud800\"}")]
    [InlineData("\"context\":{}", "\"context\":{\"request\":\"\\u0000\"}")]
    [InlineData("\"context\":{}", "\"context\":{\"\\ud800\":1,\"\\udfff\":2}")]
    [InlineData("\"context\":{}", "\"context\":{},\"options\":{\"evaluations_semantic\":\"\\ud800\"},\"evaluations\":[{}]")]
    public async Task Half_a_character_in_an_AuthZEN_question_is_no_fault_of_ours(string from, string to)
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var question = Evaluations.Arrangement(region);
        question["context"] = new JsonObject();
        var body = question.ToJsonString().Replace(from, to, StringComparison.Ordinal);
        Assert.Contains(to, body, StringComparison.Ordinal);
        foreach (var path in new[] { "/access/v1/evaluation", "/access/v1/evaluations" })
        {
            var reply = await swv.PostAsync(path, body, Ct);
            Assert.Equal((400, "MALFORMED_JSON"), (reply.Status, reply.ReasonCode));
        }
    }

    [Theory]
    [InlineData("ARRANGEMENT", "arrangement", 422)]
    [InlineData("ARRANGEMENT", "\u0410RRANGEMENT", 422)]
    [InlineData("ORTHOPEDAGOOG_SWV", "Orthopedagoog_Swv", 422)]
    [InlineData("ORTHOPEDAGOOG_SWV", "ORTHOPEDAGOOG_SWV ", 400)]
    [InlineData("swv-oost-orthopedagoog-swv", "SWV-OOST-orthopedagoog-swv", 403)]
    [InlineData("swv-oost-orthopedagoog-swv", "\uff53wv-oost-orthopedagoog-swv", 403)]
    [InlineData("swv-oost-orthopedagoog-swv", "swv-oost-orthopedagoog-swv\u200b", 403)]
    public async Task A_code_or_an_id_in_another_case_or_in_letters_that_look_alike_is_another(string from, string to, int status)
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var child = region.Child("1");
        var question = QuestionBody.Write(new QuestionText(child.Identifiers["swv-oost"], "ARRANGEMENT", "ORTHOPEDAGOOG_SWV", "swv-oost-orthopedagoog-swv", [], [], [.. child.Requests.Select(request => request.Reference)], null));
        Assert.Equal(200, (await swv.PostAsync("/fhir/Patient/$kind-dossier", question, Ct)).Status);

        Assert.Equal(status, (await swv.PostAsync("/fhir/Patient/$kind-dossier", question.Replace(from, to, StringComparison.Ordinal), Ct)).Status);
    }

    [Fact]
    public async Task A_question_about_two_children_is_refused_whichever_comes_first()
    {
        var (region, swv) = (await broker.RegionAsync(), await broker.PartnerAsync("swv-oost"));
        var good = JsonNode.Parse(QuestionBody.Write(new QuestionText(region.Child("1").Identifiers["swv-oost"], "ARRANGEMENT", "ORTHOPEDAGOOG_SWV", "swv-oost-orthopedagoog-swv", [], [], [], null)))!;
        foreach (var at in new[] { 0, 4 })
        {
            var two = good.DeepClone();
            two["parameter"]!.AsArray().Insert(at, new JsonObject { ["name"] = "subject", ["valueIdentifier"] = new JsonObject { ["system"] = "x", ["value"] = "y" } });
            Assert.Equal(400, (await swv.PostAsync("/fhir/Patient/$kind-dossier", two.ToJsonString(), Ct)).Status);
        }
    }

    private static StringContent Content(string mediaType, string body)
    {
        var content = new StringContent(body, Encoding.ASCII);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return content;
    }
}
