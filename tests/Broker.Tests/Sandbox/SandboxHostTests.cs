using System.Net;
using Xunit;
using ZioExchange.Broker.Sandbox.Hosts;

namespace ZioExchange.Broker.Tests.Sandbox;

public sealed class SandboxHostTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task The_sources_start_in_Development_only(string environment) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => SandboxSourceHosts.StartAsync(
            Region.Demonstration, SandboxSecrets.Generate(Region.Demonstration), new SandboxSourceOptions(), LiveSources.Environment(environment),
            TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Bearer guessed")]
    [InlineData("Basic Z3Vlc3NlZA==")]
    public async Task Nobody_reads_a_source_without_its_secret(string authorization)
    {
        await using var hosts = await SandboxSourceHosts.StartAsync(
            Region.Demonstration, SandboxSecrets.Generate(Region.Demonstration), new SandboxSourceOptions(), LiveSources.Environment("Development"),
            TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(hosts.Endpoints["swv-oost"].BaseAddress, "dossiers/SWV-OOST-0001"));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Secrets_are_made_once_kept_private_and_never_printed()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("zio-secrets");
        try
        {
            var path = Path.Combine(folder.FullName, "sandbox", "source-secrets.json");
            var first = SandboxSecrets.LoadOrCreate(Region.Demonstration, path);
            var again = SandboxSecrets.LoadOrCreate(Region.Demonstration, path);

            Assert.Equal(first.Of("school-so"), again.Of("school-so"));
            Assert.NotEqual(first.Of("school-so"), first.Of("school-po"));
            Assert.DoesNotContain(first.Of("school-so"), first.ToString(), StringComparison.Ordinal);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"school-so\":\"short\"}")]
    [InlineData("[]")]
    public void A_spoiled_file_of_secrets_is_refused_with_a_remedy(string content)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, content);

            Assert.Contains("Remove it", Assert.Throws<InvalidDataException>(() => SandboxSecrets.LoadOrCreate(Region.Demonstration, path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
