using System.Net;
using System.Text;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Audit.Crashes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A disk that takes no more bytes stops all sharing, with 503, and loses nothing; when there is room again the broker goes on by itself.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-full-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => System.IO.Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Nothing_leaves_while_the_disk_is_full_and_the_log_is_whole_afterwards()
    {
        var connection = $"Data Source={Path.Combine(_data, "zio.db")}";
        long before;
        await using (var broker = await BrokerProcess.StartAsync(_data, DatabaseProvider.Sqlite, connection, Ct))
        {
            using var http = new HttpClient();
            var partner = new SandboxClient(http, "school-so", new SandboxKeys(_data).Read("school-so")!, broker.Address);
            var token = await partner.TokenAsync(Ct);
            await Eventually.TrueAsync(async () => (await AskAsync(partner, token)).Status == 200, "the first answer of a node", Ct);
            before = await EntriesAsync(connection);
            await broker.LimitFilesAsync(0);

            var refused = await AskAsync(partner, token);
            var noToken = await Assert.ThrowsAsync<HttpRequestException>(() => partner.TokenAsync(Ct));

            Assert.Equal(503, refused.Status);
            Assert.True(refused.RetryAfter);
            Assert.DoesNotContain("Bundle", refused.Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, noToken.StatusCode);
            Assert.Equal(before, await EntriesAsync(connection));

            await broker.LimitFilesAsync(null);
            Assert.Equal(200, (await AskAsync(partner, await partner.TokenAsync(Ct))).Status);
        }

        Assert.True(await EntriesAsync(connection) > before);
    }

    /// <summary>Of a log that verifies; a damaged one fails the test.</summary>
    private async Task<long> EntriesAsync(string connection)
    {
        await using var database = new BrokerDatabase(DatabaseProvider.Sqlite, connection);
        var key = VerifierKey.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "log.vkey"), Ct));
        var report = await new LogVerifier(database, key).VerifyAsync(null, null, Ct);
        Assert.Null(report.Finding);
        return report.Entries;
    }

    private async Task<(int Status, string Text, bool RetryAfter)> AskAsync(SandboxClient partner, string token)
    {
        var families = SandboxFamilies.Read(_data)!;
        using var question = new StringContent(
            QuestionBody.Write(new QuestionText(
                families.NumberOf("1", "school-so")!, "WLZ_ZIO", "IB", families.ProfessionalOf("school-so", "IB")!, [], [families.IdentifierOf("zorgaanbieder")!], [], null)),
            Encoding.UTF8, "application/fhir+json");
        using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", question, token, Ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers.RetryAfter is not null);
    }
}
