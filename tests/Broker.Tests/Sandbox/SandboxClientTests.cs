using System.Net;
using System.Security.Cryptography;
using Xunit;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>What a partner's program hears when no broker answers but what stands before it.</summary>
public sealed class SandboxClientTests
{
    [Fact]
    public async Task A_page_of_the_balancer_in_place_of_a_token_is_said_with_its_status()
    {
        using var http = new HttpClient(new Balancer());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var partner = new SandboxClient(http, "school-so", SandboxKey.From(key), new Uri("http://localhost:5999"));

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => partner.TokenAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, fault.StatusCode);
        Assert.Contains("503", fault.Message, StringComparison.Ordinal);
    }

    private sealed class Balancer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("<html><body><h1>503 Service Unavailable</h1>No server is available to handle this request.</body></html>") });
    }
}
