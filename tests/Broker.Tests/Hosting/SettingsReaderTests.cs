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
    [InlineData("Database:ConnectionString", "Host=db;Pasword=GEHEIM")]
    [InlineData("Database:ConnectionString", "GEHEIM")]
    [InlineData("Database:ConnectionString", "")]
    [InlineData("PublicUrl", "https://zio:GEHEIM@broker.example.nl")]
    [InlineData("PublicUrl", "https://broker.example.nl/?q=1")]
    [InlineData("Load:DrainSeconds", "26")]
    [InlineData("Management:Port", "65536")]
    [InlineData("Identity:ClientCertificates:Port", "99999")]
    [InlineData("urls", "broker")]
    [InlineData("urls", "http://127.0.0.1:99999")]
    [InlineData("urls", "ftp://127.0.0.1:21")]
    [InlineData("Keys:MasterKeyFile", "/nergens/master.key")]
    [InlineData("Schemas:Path", "/nergens")]
    [InlineData("Data:Path", "/dev/null/zio")]
    [InlineData("Witnesses:0:Url", "witness")]
    public void A_setting_that_cannot_be_is_a_fault_by_its_key(string key, string value) =>
        Assert.Contains(
            key.Replace(":0:", ":n:", StringComparison.Ordinal), Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read((key, value))).Faults), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("Postgres", "Host=db;Pasword=GEHEIM")]
    [InlineData("Postgres", "Host=db;Port=veel;Password=GEHEIM")]
    [InlineData("Postgres", "Username=zio;Password=GEHEIM")]
    [InlineData("Sqlite", "Host=db;Password=GEHEIM")]
    public void A_fault_in_the_connection_string_says_nothing_of_what_is_in_it(string provider, string value)
    {
        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read(("Database:Provider", provider), ("Database:ConnectionString", value))).Faults);
        Assert.StartsWith("Database:ConnectionString ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("GEHEIM", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GEHEIM")]
    [InlineData("R0VIRUlN")]
    public void A_file_that_holds_no_master_key_is_said_not_thrown(string content)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);
        try
        {
            var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read(("Keys:MasterKeyFile", file))).Faults);
            Assert.Contains("openssl rand -base64 32", fault, StringComparison.Ordinal);
            Assert.DoesNotContain("GEHEIM", fault, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Health_and_metrics_have_a_port_of_their_own() =>
        Assert.Contains("Management:Port", Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read(("urls", "http://127.0.0.1:8080"), ("Management:Port", "8080"))).Faults), StringComparison.Ordinal);

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
