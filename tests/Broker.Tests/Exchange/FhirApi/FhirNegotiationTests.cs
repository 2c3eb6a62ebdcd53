using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.FhirApi;

/// <summary>One rule of formats on every FHIR route: what is answered in JSON on one is on all, and what is refused is refused before anything is done.</summary>
public sealed class FhirNegotiationTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/fhir+json", "", true)]
    [InlineData("application/json; charset=UTF-8", "", true)]
    [InlineData("application/fhir+json; fhirVersion=4.0", "", true)]
    [InlineData("application/fhir+json; fhirVersion=5.0", "", false)]
    [InlineData("application/fhir+json; fhirVersion=5.0, */*;q=0.1", "", true)]
    [InlineData("application/*+json", "", true)]
    [InlineData("text/html, */*;q=0.1", "", true)]
    [InlineData("application/fhir+json;q=0", "", false)]
    [InlineData("application/fhir+json;q=0, */*", "", false)]
    [InlineData("*/*;q=0", "", false)]
    [InlineData("application/fhir+xml", "", false)]
    [InlineData("text/json-like", "", false)]
    [InlineData("application/fhir+xml", "?_format=json", true)]
    [InlineData("application/fhir+json", "?_format=xml", false)]
    [InlineData("*/*", "?_format=application/fhir%2Bjson;fhirVersion=4.0", true)]
    [InlineData("*/*", "?_format=application/fhir+json", true)]
    [InlineData("*/*", "?_format=application/fhir%2Bjson;fhirVersion=5.0", false)]
    [InlineData("*/*", "?_format=*/*", false)]
    [InlineData("*/*", "?_format=json&_format=xml", false)]
    public async Task A_format_is_taken_or_refused_alike_by_metadata_operation_read_and_search(string accept, string query, bool good)
    {
        var partner = await broker.PartnerAsync("swv-oost");
        var replies = new[]
        {
            (200, await partner.SendAsync("GET", "/fhir/metadata" + query, null, "", Ct, ("Accept", accept))),
            (400, await partner.SendAsync("POST", "/fhir/Patient/$kind-dossier" + query, "{}", "application/fhir+json", Ct, ("Accept", accept))),
            (400, await partner.SendAsync("POST", "/fhir/Patient/$kind-dossier-push" + query, "{}", "application/fhir+json", Ct, ("Accept", accept))),
            (404, await partner.SendAsync("GET", "/fhir/AuditEvent/999999999" + query, null, "", Ct, ("Accept", accept))),
            (400, await partner.SendAsync("POST", "/fhir/Consent/_search" + query, "", "application/x-www-form-urlencoded", Ct, ("Accept", accept))),
        };
        Assert.Equal(replies.Select(reply => good ? reply.Item1 : 406), replies.Select(reply => reply.Item2.Status));
        Assert.All(replies, reply => Assert.Equal("application/fhir+json", reply.Item2.MediaType));
        Assert.All(replies.Where(_ => !good), reply => Assert.Equal("not-supported", reply.Item2.Json.GetProperty("issue")[0].GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("_format=xml", 406)]
    [InlineData("_format=json", 200)]
    [InlineData("_format=application%2Ffhir%2Bjson", 200)]
    public async Task A_search_may_say_the_format_in_its_body(string body, int status)
    {
        var partner = await broker.PartnerAsync("swv-oost");
        Assert.Equal(status, (await partner.SendAsync("POST", "/fhir/AuditEvent/_search", body + "&_count=1", "application/x-www-form-urlencoded", Ct, ("Accept", "application/fhir+xml"))).Status);
    }
}
