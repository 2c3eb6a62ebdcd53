using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>Two brokers on one PostgreSQL database behave as one, though the clock of the second is two minutes ahead.</summary>
public abstract class TwoNodesContract(bool behindPooler) : IAsyncLifetime
{
    private const string Purpose = "JEUGDHULP_SCHOOL_INDIVIDUEEL";
    private static readonly AuditActor Actor = new("test", "OPERATOR", null);
    private readonly PostgresDatabase _database = new();
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-nodes-").FullName;
    private BrokerNode? _a;
    private BrokerNode? _b;
    private TransactionPooler? _pooler;
    private int _permitted;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_token_of_one_node_is_good_at_the_other_and_its_proof_is_good_once_over_both()
    {
        var (a, b) = await StartAsync();
        var token = await a.Partner("school-so").TokenAsync(Ct);
        var proof = a.Partner("school-so").Proof("POST", new Uri(BrokerNode.PublicUrl, "/fhir/Patient/$kind-dossier"), token);

        Assert.Equal(200, await b.AskWithProofAsync(token, proof, "school-so", "1", "OPP", "IB", "jeugdhulpaanbieder", Ct));
        Assert.Equal(401, await a.AskWithProofAsync(token, proof, "school-so", "1", "OPP", "IB", "jeugdhulpaanbieder", Ct));
    }

    [Fact]
    public async Task Many_questions_at_once_at_both_nodes_are_each_answered_and_each_in_the_log()
    {
        var (a, b) = await StartAsync();
        var token = await a.Partner("school-so").TokenAsync(Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async number =>
        {
            using var answer = await (number % 2 == 0 ? a : b).AskAsync(token, "school-so", "1", "OPP", "IB", "jeugdhulpaanbieder", Ct);
            return (int)answer.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(200, status));
        await AssertOrderAsync(a.Services.GetRequiredService<LogReader>(), answers.Length);
        if (behindPooler)
        {
            Assert.InRange(await SessionsAsync(), 1, TransactionPooler.Sessions);
        }
    }

    [Fact]
    public async Task A_token_signed_by_a_key_that_was_rotated_in_at_one_node_is_good_at_the_other_after_it_looked()
    {
        var (a, b) = await StartAsync();
        await a.Services.GetRequiredService<IssuerKeyRotation>().RotateAsync(AuditActor.Operator, leaked: false, Ct);
        var token = await a.Partner("school-so").TokenAsync(Ct);
        await b.Services.GetRequiredService<IssuerKeyStore>().LoadAsync(Ct);

        using var answer = await b.AskAsync(token, "school-so", "1", "OPP", "IB", "jeugdhulpaanbieder", Ct);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_accession_that_ends_in_the_database_counts_at_the_next_request_at_every_node()
    {
        var (a, b) = await StartAsync();
        Assert.Equal(200, await StatusAsync(a));
        Assert.Equal(200, await StatusAsync(b));

        await using (var db = await a.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct))
        {
            await db.Accessions.Where(row => row.OrganisationId == "jeugdhulpaanbieder").ExecuteUpdateAsync(row => row.SetProperty(x => x.WithdrawnAt, DateTimeOffset.UtcNow), Ct);
        }

        Assert.Equal(403, await StatusAsync(a));
        Assert.Equal(403, await StatusAsync(b));
    }

    [Fact]
    public async Task A_withdrawal_at_the_node_whose_clock_is_ahead_is_obeyed_at_once_by_the_one_behind()
    {
        var (a, b) = await StartAsync();
        var id = await a.Services.GetRequiredService<GrantBook>().RecordAsync(Grant(), Actor, Ct);
        Assert.Equal(200, await StatusAsync(a, "4", Purpose, "gemeente-c"));
        Assert.Equal(200, await StatusAsync(b, "4", Purpose, "gemeente-c"));

        Assert.True(await b.Services.GetRequiredService<GrantBook>().WithdrawAsync(id, new PersonId("kind-4-ouder-a"), [], Actor, Ct));

        Assert.Equal(403, await StatusAsync(a, "4", Purpose, "gemeente-c"));
        Assert.Equal(403, await StatusAsync(b, "4", Purpose, "gemeente-c"));
    }

    [Fact]
    public async Task A_withdrawal_at_the_node_whose_clock_is_behind_takes_back_a_yes_that_the_one_ahead_wrote()
    {
        var (a, b) = await StartAsync();
        var id = await b.Services.GetRequiredService<GrantBook>().RecordAsync(Grant(), Actor, Ct);
        Assert.Equal(200, await StatusAsync(b, "4", Purpose, "gemeente-c"));

        Assert.True(await a.Services.GetRequiredService<GrantBook>().WithdrawAsync(id, new PersonId("kind-4-ouder-a"), [], Actor, Ct));

        Assert.Equal(403, await StatusAsync(b, "4", Purpose, "gemeente-c"));
        Assert.Equal(403, await StatusAsync(a, "4", Purpose, "gemeente-c"));
    }

    [Fact]
    public async Task No_disclosure_at_any_node_stands_after_the_withdrawal_of_what_it_rests_on()
    {
        var (a, b) = await StartAsync();
        var grants = a.Services.GetRequiredService<GrantBook>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var askers = new[] { a, b, a, b }.Select(node => AskUntilAsync(node, over.Token)).ToArray();
        for (var round = 0; round < 25; round++)
        {
            var id = await grants.RecordAsync(Grant(), Actor, Ct);
            var before = Volatile.Read(ref _permitted);
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref _permitted) > before), "an answer under the consent", Ct);
            Assert.True(await grants.WithdrawAsync(id, new PersonId("kind-4-ouder-a"), [], Actor, Ct));
            Assert.Equal(403, await StatusAsync(a, "4", Purpose, "gemeente-c"));
            Assert.Equal(403, await StatusAsync(b, "4", Purpose, "gemeente-c"));
        }

        await over.CancelAsync();
        var seen = (await Task.WhenAll(askers)).SelectMany(each => each).ToList();
        Assert.Contains(200, seen);
        Assert.All(seen, status => Assert.True(status is 200 or 403, status.ToString(CultureInfo.InvariantCulture)));
        await AssertOrderAsync(a.Services.GetRequiredService<LogReader>(), seen.Count(status => status == 200));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in new[] { _a, _b }.OfType<BrokerNode>())
        {
            await node.DisposeAsync();
        }

        if (_pooler is not null)
        {
            await _pooler.DisposeAsync();
        }

        await _database.DropAsync();
        System.IO.Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    // Without gaps or forks: every index once, and no disclosure with an index after the withdrawal of its grant.
    private static async Task AssertOrderAsync(LogReader reader, int disclosures)
    {
        var records = new List<LogRecord>();
        await foreach (var record in reader.AllAsync(new LogQuery(), Ct))
        {
            records.Add(record);
        }

        records.Sort((left, right) => left.Index.CompareTo(right.Index));
        Assert.Equal(Enumerable.Range(0, records.Count).Select(index => (long)index), records.Select(record => record.Index));
        var withdrawn = new HashSet<string>();
        foreach (var record in records)
        {
            if (record.Entry?.Details.GetValueOrDefault("act") == "WITHDRAWN")
            {
                withdrawn.UnionWith(record.Entry.ConsentIds);
            }
            else if (record.Kind == nameof(AuditKind.Disclosure))
            {
                Assert.DoesNotContain(record.Entry!.ConsentIds, withdrawn.Contains);
            }
        }

        Assert.Equal(disclosures, records.Count(record => record.Kind == nameof(AuditKind.Disclosure)));
    }

    private static NewGrant Grant() => new(
        new ChildReference("sandbox-4"), new PersonId("kind-4-ouder-a"), new Purpose(Purpose), new OrganisationId("gemeente-c"), null, new DateOnly(2027, 7, 31),
        new GrantBody(
            ["school-so"], ["ID_BASIS", "JEUGDHULP_BESCHIKKING"],
            new EvidenceBody(EvidenceMethod.Assisted, LevelOfAssurance.NotApplicable, "2026-1", null, "nl", "ASSISTED", true, false, true), null, []));

    private async Task<List<int>> AskUntilAsync(BrokerNode node, CancellationToken over)
    {
        var statuses = new List<int>();
        while (!over.IsCancellationRequested)
        {
            var status = await StatusAsync(node, "4", Purpose, "gemeente-c");
            statuses.Add(status);
            _ = status == 200 ? Interlocked.Increment(ref _permitted) : 0;
        }

        return statuses;
    }

    private static async Task<int> StatusAsync(BrokerNode node, string child = "1", string purpose = "OPP", string source = "jeugdhulpaanbieder")
    {
        using var answer = await node.AskAsync(await node.Partner("school-so").TokenAsync(Ct), "school-so", child, purpose, "IB", source, Ct);
        return (int)answer.StatusCode;
    }

    /// <summary>Sessions of the nodes at the server itself.</summary>
    private async Task<long> SessionsAsync()
    {
        await using var connection = await _database.Database.OpenAsync(Ct);
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }

    private async Task<(BrokerNode A, BrokerNode B)> StartAsync()
    {
        await _database.CreateAsync();
        _pooler = behindPooler ? await TransactionPooler.StartAsync(_database.Database.ConnectionString) : null;
        var connection = _pooler?.ConnectionString ?? _database.Database.ConnectionString;
        _a = await BrokerNode.StartAsync(_data, connection, "2026-11-24T10:00:00+01:00", Ct);
        _b = await BrokerNode.StartAsync(_data, connection, "2026-11-24T10:02:00+01:00", Ct);
        return (_a, _b);
    }
}

[Trait("Needs", "PostgreSQL")]
public sealed class TwoNodesTests() : TwoNodesContract(behindPooler: false);

/// <summary>The same with fewer sessions than requests, each transaction on whichever is free: nothing may hang on a session that another gets next.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class TwoNodesBehindPoolerTests() : TwoNodesContract(behindPooler: true);
