using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Tests.Identity;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Where a registered name may lead: what a source's own name server says later counts as much as what was registered.</summary>
public sealed class SourceAddressTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.20.1.1", true)]
    [InlineData("::ffff:10.20.1.1", true)]
    [InlineData("10.21.1.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("224.0.0.1", false)]
    public async Task A_source_is_called_at_public_addresses_and_in_networks_that_the_operator_named(string address, bool allowed)
    {
        var settings = (await broker.ServicesAsync()).GetRequiredService<BrokerSettings>() with { SourcesOnLoopback = false, SourceNetworks = [IPNetwork.Parse("10.20.0.0/16")] };
        Assert.Equal(allowed, settings.MayReachSource(IPAddress.Parse(address)));
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_after_it_was_registered_is_not_connected_to()
    {
        using var inside = new KeyServer();
        var moved = false;
        using var http = SourceHttp.CreateClient(_ => !moved);
        http.DefaultRequestHeaders.ConnectionClose = true;
        var address = new Uri(inside.Address);
        using var answer = await http.GetAsync(address, Ct);
        moved = true;
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(address, Ct));
        Assert.Equal(1, inside.Reads);
    }
}
