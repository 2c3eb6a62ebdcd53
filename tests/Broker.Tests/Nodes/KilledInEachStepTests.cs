using System.Text;
using Npgsql;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Tests.Audit.Crashes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A node is killed (kill -9) while a request stands in one step of its life, held there by a lock in the database.</summary>
/// <remarks>Whatever the step: the caller got nothing, no disclosure stands in the log, the log is whole, and another node answers the same question.</remarks>
public sealed class KilledInEachStepTests : IAsyncLifetime
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-killed-").FullName;
    private readonly PostgresDatabase _database = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_node_that_dies_in_any_step_of_a_request_released_nothing_and_leaves_nothing_in_the_way()
    {
        await _database.CreateAsync();
        (string Step, string Table, string Statement)[] steps =
        [
            ("proof used once", "used_identifiers", "INSERT INTO used_identifiers"),
            ("facts read", "facts", "facts"),
            ("head of the log locked", "log_head", "log_head"),
            ("entry written", "log_entries", "INSERT INTO log_entries"),
            ("checkpoint written, not committed", "log_checkpoints", "INSERT INTO log_checkpoints"),
        ];

        foreach (var (step, table, statement) in steps)
        {
            await using var node = await StartAsync();
            using var http = new HttpClient();
            var partner = Partner(http, node);
            var token = await partner.TokenAsync(Ct);

            // The first batch of a node also proves that the log continues the checkpoint in its folder, which may read what the step is to write.
            await Eventually.TrueAsync(async () => await AskAsync(partner, token) == 200, "the first answer of a node", Ct);
            var before = await DisclosuresAsync();

            await using (var held = new NpgsqlConnection(_database.Database.ConnectionString))
            {
                await held.OpenAsync(Ct);
                await using var transaction = await held.BeginTransactionAsync(Ct);
#pragma warning disable CA2100 // The names stand above.
                await using (var hold = new NpgsqlCommand($"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", held, transaction))
#pragma warning restore CA2100
                {
                    await hold.ExecuteNonQueryAsync(Ct);
                }

                var asking = await UntilHeldAsync(statement, () => AskAsync(partner, token));
                await node.KillAsync();
                await Assert.ThrowsAsync<HttpRequestException>(() => asking);
                await EndSessionsAsync(held.ProcessID);
                await transaction.RollbackAsync(Ct);
            }

            Assert.True(before == await DisclosuresAsync(), $"{step}: a disclosure that nobody received is in the log.");
        }

        await using var other = await StartAsync();
        using var client = new HttpClient();
        var again = Partner(client, other);
        Assert.Equal(200, await AskAsync(again, await again.TokenAsync(Ct)));
    }

    [Fact]
    public async Task A_node_that_dies_while_a_source_has_the_question_released_nothing()
    {
        await _database.CreateAsync();
        await using (var node = await StartAsync())
        {
            using var source = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
            source.Start();
            await using (var database = new BrokerDatabase(DatabaseProvider.Postgres, _database.Database.ConnectionString))
            await using (var connection = await database.OpenAsync(Ct))
            await using (var move = connection.CreateCommand())
            {
                move.CommandText = $"UPDATE source_endpoints SET address = 'http://{source.LocalEndpoint}/' WHERE organisation_id = 'zorgaanbieder'";
                Assert.Equal(1, await move.ExecuteNonQueryAsync(Ct));
            }

            using var http = new HttpClient();
            var partner = Partner(http, node);
            var asking = AskAsync(partner, await partner.TokenAsync(Ct));
            using var asked = await source.AcceptSocketAsync(Ct);   // and never answers
            await node.KillAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => asking);
        }

        Assert.Equal(0, await DisclosuresAsync());
        await using var other = await StartAsync();   // it registers its own sources
        using var client = new HttpClient();
        var again = Partner(client, other);
        Assert.Equal(200, await AskAsync(again, await again.TokenAsync(Ct)));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DropAsync();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private Task<BrokerProcess> StartAsync() => BrokerProcess.StartAsync(_data, DatabaseProvider.Postgres, _database.Database.ConnectionString, Ct);

    private SandboxClient Partner(HttpClient http, BrokerProcess node) => new(http, "school-so", new SandboxKeys(_data).Read("school-so")!, node.Address);

    private async Task<int> AskAsync(SandboxClient partner, string token)
    {
        var families = SandboxFamilies.Read(_data)!;
        using var question = new StringContent(
            QuestionBody.Write(new QuestionText(
                families.NumberOf("1", "school-so")!, "WLZ_ZIO", "IB", families.ProfessionalOf("school-so", "IB")!, [], [families.IdentifierOf("zorgaanbieder")!], [], null)),
            Encoding.UTF8, "application/fhir+json");
        using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", question, token, Ct);
        return (int)answer.StatusCode;
    }

    /// <summary>Asks, and waits until a session of the node waits for the lock in this statement.</summary>
    /// <remarks>On a slow machine the first question of a fresh node may be past its deadline (503) before it comes so far: then it is asked again, as a caller would.</remarks>
    private async Task<Task<int>> UntilHeldAsync(string statement, Func<Task<int>> ask)
    {
        // A connection of its own: a transaction sees the sessions as they were at its first look.
        await using var connection = new NpgsqlConnection(_database.Database.ConnectionString);
        await connection.OpenAsync(Ct);
        var asking = ask();
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(20, Ct))
        {
            var waiting = await WaitingAsync(connection);
            if (!asking.IsCompleted && waiting.Contains(statement, StringComparison.Ordinal))
            {
                return asking;
            }

            if (patience.Elapsed > TimeSpan.FromSeconds(60))
            {
                Assert.Fail($"No request came to: {statement}. What the sessions do: {await SessionsAsync(connection)}");
            }

            if (asking.IsCompleted)
            {
                Assert.Equal(503, await asking);
                asking = ask();
            }
        }
    }

    private static async Task<string> WaitingAsync(NpgsqlConnection connection)
    {
        await using var look = new NpgsqlCommand(
            "SELECT coalesce(string_agg(query, ' | '), 'nothing') FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()", connection);
        return (string)(await look.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>What each session of the database does, for whoever must find out why a step was never reached.</summary>
    private static async Task<string> SessionsAsync(NpgsqlConnection connection)
    {
        await using var look = new NpgsqlCommand(
            "SELECT string_agg(concat_ws(' ', state, wait_event_type, wait_event, left(query, 120)), E'\n') FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        return (string)(await look.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>The server notices a dead client when it next writes to it; ending its sessions is what a failover or tcp_keepalives does.</summary>
    /// <remarks>A commit that was already on its way would else be carried out: logged and never sent, which is the harmless way round.</remarks>
    private async Task EndSessionsAsync(int except)
    {
        var server = await PostgresServer.SharedAsync();
        var name = new NpgsqlConnectionStringBuilder(_database.Database.ConnectionString).Database;
        await server.RunAsync($"SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> {except}");
    }

    /// <summary>How many disclosures stand in a log that verifies.</summary>
    private async Task<long> DisclosuresAsync()
    {
        await using var database = new BrokerDatabase(DatabaseProvider.Postgres, _database.Database.ConnectionString);
        var report = await new LogVerifier(database, VerifierKey.Parse(await File.ReadAllTextAsync(Path.Combine(_data, "log.vkey"), Ct))).VerifyAsync(null, null, Ct);
        Assert.Null(report.Finding);
        await using var connection = await database.OpenAsync(Ct);
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM log_entries WHERE kind = 'Disclosure'";
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }
}
