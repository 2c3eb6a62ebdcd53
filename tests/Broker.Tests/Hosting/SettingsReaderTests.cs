using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>A setting that cannot be is said at start, by its key; it is never taken for the usual value.</summary>
public sealed class SettingsReaderTests
{
    [Theory]
    [InlineData("Load:AtWork", "abc")]
    [InlineData("Load:AtWork", "0")]
    [InlineData("Load:AtWork", "-1")]
    [InlineData("Load:MostAtOnce", "1e3")]
    [InlineData("Load:LongestWaitMilliseconds", "0.5")]
    [InlineData("RateLimit:ApiPerMinute", "6.000")]
    [InlineData("RateLimit:FailedChecksPerMinute", "none")]
    [InlineData("Push:MostWaitingPerSender", "-2")]
    [InlineData("Contact:Security", "ring the bell")]
    [InlineData("Contact:Security", "a@b.example\nContact: mailto:other@b.example")]
    [InlineData("Contact:Security", "http://broker.example/meld")]
    [InlineData("Contact:Email", "hulp")]
    public void A_setting_that_cannot_be_is_a_fault_by_its_key(string key, string value) =>
        Assert.Contains(key, Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read((key, value))).Faults), StringComparison.Ordinal);

    [Fact]
    public void What_is_set_counts_and_what_is_not_is_as_usual()
    {
        var (set, usual) = (Read(("Load:AtWork", "7"), ("Load:MostAtOnce", "9"), ("Load:LongestWaitMilliseconds", "250"), ("Contact:Email", "hulp@broker.example")).Load, Read().Load);
        Assert.Equal((7, 9, TimeSpan.FromMilliseconds(250)), (set.AtWork, set.MostAtOnce, set.LongestWait));
        Assert.Equal((16 * Environment.ProcessorCount, 1024, TimeSpan.FromSeconds(1)), (usual.AtWork, usual.MostAtOnce, usual.LongestWait));
    }

    private static BrokerSettings Read(params (string Key, string Value)[] settings) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build(),
        new HostingEnvironment { EnvironmentName = "Development" });
}
