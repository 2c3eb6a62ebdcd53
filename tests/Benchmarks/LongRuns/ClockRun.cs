using System.Globalization;
using System.Text;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Audit.Crashes;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>The wall clock of a running node jumps a day ahead, back, a day behind and back (libfaketime). Meanwhile it must refuse, forget nothing, and answer again by itself when the clock is right.</summary>
/// <remarks>Takes some three minutes: each jump outlasts a round of housekeeping. The monotonic clock goes on, as on a real machine.</remarks>
internal static class ClockRun
{
    private static readonly TimeSpan RoundOfHousekeeping = TimeSpan.FromSeconds(65);

    public static async Task RunAsync(TextWriter output)
    {
        var library = System.IO.Directory.GetFiles("/usr/lib", "libfaketime.so.1", SearchOption.AllDirectories).FirstOrDefault()
            ?? throw new InvalidOperationException("libfaketime is not installed (Debian: faketime).");
        var data = System.IO.Directory.CreateTempSubdirectory("zio-clock-").FullName;
        var (file, connection) = (Path.Combine(data, "time"), $"Data Source={Path.Combine(data, "zio.db")};Pooling=False");
        await File.WriteAllTextAsync(file, "+0");
        foreach (var (name, value) in new[] { ("LD_PRELOAD", library), ("FAKETIME_TIMESTAMP_FILE", file), ("FAKETIME_NO_CACHE", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1") })
        {
            Environment.SetEnvironmentVariable(name, value);   // for what is started from here
        }

        await using (var node = await BrokerProcess.StartAsync(data, DatabaseProvider.Sqlite, connection, CancellationToken.None))
        {
            using var http = new HttpClient();
            var partner = new SandboxClient(http, "school-so", new SandboxKeys(data).Read("school-so")!, node.Address);
            await RequireAsync(data, partner, "before", answered: true);
            foreach (var jump in new[] { "+1d", "-1d" })
            {
                var before = await CountAsync(connection);
                var token = await partner.TokenAsync(CancellationToken.None);
                await File.WriteAllTextAsync(file, jump);
                await RequireAsync(data, partner, jump, answered: false);
                if (await AskAsync(data, partner, token) is var status && status != 401)
                {
                    throw new FoundException($"{jump}: a token from before the jump was answered with {status}.");
                }

                await Task.Delay(RoundOfHousekeeping);
                var after = await CountAsync(connection);
                if (after.Used < before.Used || after.Released != before.Released)
                {
                    throw new FoundException($"{jump}: {before.Used} identifiers remembered before and {after.Used} after, {after.Released - before.Released} releases meanwhile.");
                }

                await File.WriteAllTextAsync(file, "+0");
                await RequireAsync(data, partner, $"back from {jump}", answered: true);
                await output.WriteLineAsync($"  {jump}: refused with 401, nothing released, {after.Used} used identifiers kept, answered again when back");
            }
        }

        await using (var database = new BrokerDatabase(DatabaseProvider.Sqlite, connection))
        {
            var report = await new LogVerifier(database, VerifierKey.Parse(await File.ReadAllTextAsync(Path.Combine(data, "log.vkey")))).VerifyAsync(null, null, CancellationToken.None);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  log of {report.Entries} entries: {report.Finding?.ToString() ?? "whole"}"));
        }

        System.IO.Directory.Delete(data, recursive: true);
    }

    private static async Task RequireAsync(string data, SandboxClient partner, string when, bool answered)
    {
        var status = 0;
        try
        {
            status = await AskAsync(data, partner, await partner.TokenAsync(CancellationToken.None));
        }
        catch (HttpRequestException refused)
        {
            status = (int)(refused.StatusCode ?? 0);
        }

        if (answered ? status != 200 : status is not (400 or 401))
        {
            throw new FoundException($"{when}: answered with {status}.");
        }
    }

    private static async Task<int> AskAsync(string data, SandboxClient partner, string token)
    {
        var families = SandboxFamilies.Read(data)!;
        using var question = new StringContent(
            QuestionBody.Write(new QuestionText(
                families.NumberOf("1", "school-so")!, "WLZ_ZIO", "IB", families.ProfessionalOf("school-so", "IB")!, [], [families.IdentifierOf("zorgaanbieder")!], [], null)),
            Encoding.UTF8, "application/fhir+json");
        using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", question, token, CancellationToken.None);
        return (int)answer.StatusCode;
    }

    private static async Task<(long Used, long Released)> CountAsync(string connection)
    {
        await using var database = new BrokerDatabase(DatabaseProvider.Sqlite, connection);
        await using var open = await database.OpenAsync(CancellationToken.None);
        await using var command = open.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM used_identifiers), (SELECT count(*) FROM log_entries WHERE kind = 'Disclosure')";
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
