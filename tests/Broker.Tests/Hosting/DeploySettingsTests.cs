using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>An operator who takes the example settings and the unit as they are has a broker that starts.</summary>
public sealed class DeploySettingsTests : IDisposable
{
    private readonly DirectoryInfo _credentials = System.IO.Directory.CreateTempSubdirectory("zio-credentials-");

    private IConfiguration? _configuration;

    [Theory]
    [InlineData("people-secret", "Identity:People:ClientSecretFile")]
    [InlineData("master-key", "Keys:MasterKeyFile")]
    public void A_credential_without_content_is_named_before_anybody_needs_it(string credential, string key)
    {
        Read();
        File.WriteAllText(Path.Combine(_credentials.FullName, credential), "\n");

        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => SettingsReader.Read(_configuration!, new HostingEnvironment { EnvironmentName = "Production" })).Faults);
        Assert.StartsWith(key, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_settings_with_the_unit_lack_nothing_that_production_asks_for()
    {
        var settings = Read();

        Assert.Equal(new Uri("https://broker.example.nl"), settings.PublicUrl);
        Assert.Equal(5081, settings.ManagementPort);
    }

    private BrokerSettings Read()
    {
        var unit = File.ReadAllLines(RepositoryFolder.Locate("deploy", "zio.service"));
        foreach (var credential in unit.Where(line => line.StartsWith("LoadCredential=", StringComparison.Ordinal)))
        {
            File.WriteAllText(Path.Combine(_credentials.FullName, credential.Split('=', ':')[1]), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        var lines = File.ReadAllLines(RepositoryFolder.Locate("deploy", "zio.env.example")).Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Concat(unit.Where(line => line.StartsWith("Environment=", StringComparison.Ordinal)).SelectMany(line => line["Environment=".Length..].Split(' ')));
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(lines.Select(line => line.Split('=', 2)).Select(pair => KeyValuePair.Create(
            pair[0].Replace("__", ":", StringComparison.Ordinal), (string?)pair[1].Replace("%d", _credentials.FullName, StringComparison.Ordinal)))).Build();
        return SettingsReader.Read(_configuration, new HostingEnvironment { EnvironmentName = _configuration["ASPNETCORE_ENVIRONMENT"]! });
    }

    public void Dispose() => _credentials.Delete(recursive: true);
}
