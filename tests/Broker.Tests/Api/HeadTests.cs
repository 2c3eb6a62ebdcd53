using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>HEAD is GET without the body, on every path of programs (RFC 9110 section 9.3.2).</summary>
public sealed class HeadTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/foutcodes", 200)]
    [InlineData("/api/v1/foutcodes/ZIO-9999", 404)]
    [InlineData("/api/v1/organisaties", 401)]
    [InlineData("/fhir/metadata", 200)]
    [InlineData("/fhir/Consent/0199a0f0-0000-7000-8000-000000000000", 401)]
    [InlineData("/openapi.json", 200)]
    [InlineData("/.well-known/jwks.json", 200)]
    [InlineData("/log/checkpoint", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/api/v1/schoolverzoeken", 405)]
    public async Task HEAD_answers_as_GET_does_without_the_body(string path, int status)
    {
        var get = await broker.GetAsync(path, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(broker.Address + path));
        var head = await broker.SendAsync(request, Ct);
        Assert.Equal((status, status, string.Empty), (get.Status, head.Status, head.Text));
        Assert.Equal((get.MediaType, get.Header("API-Version"), get.Header("Cache-Control")), (head.MediaType, head.Header("API-Version"), head.Header("Cache-Control")));
    }

    [Fact]
    public async Task A_proof_for_HEAD_opens_HEAD_and_one_for_GET_does_not()
    {
        var partner = await broker.PartnerAsync("swv-oost");
        Assert.Equal(200, (await partner.SendAsync("HEAD", "/api/v1/organisaties", null, "", Ct)).Status);
        var token = await partner.TokenAsync(Ct);
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(broker.Address + "/api/v1/organisaties"));
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        request.Headers.TryAddWithoutValidation("DPoP", partner.Proof("GET", "/api/v1/organisaties", token));
        Assert.Equal(401, (await broker.SendAsync(request, Ct)).Status);
    }

    [Fact]
    public async Task No_route_of_programs_has_GET_alone_and_the_document_tells_of_GET_only()
    {
        var alone = (await broker.ServicesAsync()).GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: var methods } && methods.Contains("GET") && !methods.Contains("HEAD")).Select(endpoint => endpoint.RoutePattern.RawText);
        Assert.Empty(alone);
        Assert.All((await broker.GetAsync("/openapi.json", Ct)).Json.GetProperty("paths").EnumerateObject(), path => Assert.False(path.Value.TryGetProperty("head", out _)));
    }
}
