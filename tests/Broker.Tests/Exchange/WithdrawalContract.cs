using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Every disclosure stands in one order with every withdrawal, whatever happens at once (ADR-0004).</summary>
public abstract class WithdrawalContract(BrokerFixture host) : IAsyncLifetime
{
    private const string Purpose = "JEUGDHULP_SCHOOL_INDIVIDUEEL";
    private static readonly string[] Row = ["ID_BASIS", "JEUGDHULP_BESCHIKKING"];

    private RegisterSteps _register = null!;
    private int _permitted;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _register = new RegisterSteps(await host.StartAsync());

    [Fact]
    public async Task A_withdrawal_that_arrives_during_the_fetch_wins()
    {
        await GiveAsync("2", "gemeente-b", "kind-2-ouder-a");
        var grant = await GiveAsync("2", "gemeente-b", "kind-2-ouder-b");
        var pause = host.Broker.Sandbox.Faults.Pause("gemeente-b", "2");

        var asking = host.Broker.AskAsync("school-so", "2", Purpose, "IB", Ct, ["gemeente-b"]);
        await pause.Asked.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        Assert.Equal(201, (await _register.WithdrawAsync("gemeente-b", grant, "kind-2-ouder-b", Ct)).Status);
        pause.LetGo();
        var answer = await asking;

        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), (answer.Status, answer.Reasons.Single()));
        Assert.Empty(answer.Resources);
        var last = await host.LastOfAsync("2", answer, Ct);
        Assert.Equal(("Decision", "Deny", "WITHDRAWN"), (last.Kind, last.Outcome, last.Entry!.ReasonCode));
        Assert.DoesNotContain(await host.LogOfAsync("2", Ct), record => record.Kind == nameof(AuditKind.Disclosure));
    }

    [Fact]
    public async Task A_partial_withdrawal_during_the_fetch_takes_its_category_out_of_the_answer()
    {
        await GiveAsync("1", "gemeente-a", "kind-1-ouder-a");
        var grant = await GiveAsync("1", "gemeente-a", "kind-1-ouder-b");
        var pause = host.Broker.Sandbox.Faults.Pause("gemeente-a", "1");

        var asking = host.Broker.AskAsync("school-so", "1", Purpose, "IB", Ct, ["gemeente-a"]);
        await pause.Asked.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await _register.WithdrawAsync("gemeente-a", grant, "kind-1-ouder-b", Ct, "JEUGDHULP_BESCHIKKING");
        pause.LetGo();
        var answer = await asking;

        Assert.Equal(200, answer.Status);
        Assert.Equal(["ID_BASIS"], answer.Categories);
        Assert.Equal(["CONSENT_NOT_AVAILABLE"], answer.Reasons);
        var entry = (await host.LastOfAsync("1", answer, Ct)).Entry!;
        Assert.Equal(["ID_BASIS"], entry.CategoriesPermitted.Select(category => category.Code));
        Assert.NotEmpty(entry.Manifest);
        Assert.DoesNotContain(entry.Manifest, line => line.ElementPath.StartsWith("ServiceRequest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_yes_elsewhere_during_the_fetch_spoils_no_disclosure()
    {
        await GiveAsync("3", "gemeente-a", "kind-3-ouder-a");
        await GiveAsync("3", "gemeente-a", "kind-3-ouder-b");
        await GiveAsync("3", "gemeente-a", "JEUGDIGE");
        var pause = host.Broker.Sandbox.Faults.Pause("gemeente-a", "3");

        var asking = host.Broker.AskAsync("school-so", "3", Purpose, "IB", Ct, ["gemeente-a"]);
        await pause.Asked.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await _register.GiveAsync("gemeente-a", "3", "kind-3-ouder-a", "THUISZITTER", ["school-po"], ["ID_BASIS"], Ct);
        pause.LetGo();

        Assert.Equal(200, (await asking).Status);
    }

    [Fact]
    public async Task Under_load_no_disclosure_stands_after_the_withdrawal_of_what_it_rests_on()
    {
        const int Askers = 6;
        const int Rounds = 12;
        await GiveAsync("4", "gemeente-c", "kind-4-ouder-a");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var answers = Enumerable.Range(0, Askers).Select(_ => AskUntilAsync(over.Token)).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            var grant = await GiveAsync("4", "gemeente-c", "kind-4-ouder-a");
            var before = Volatile.Read(ref _permitted);
            await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref _permitted) > before), "an answer under the consent", Ct);
            Assert.Equal(201, (await _register.WithdrawAsync("gemeente-c", grant, "kind-4-ouder-a", Ct)).Status);
        }

        await over.CancelAsync();
        var seen = (await Task.WhenAll(answers)).SelectMany(each => each).ToList();

        var withdrawn = new HashSet<string>();
        var log = await host.LogOfAsync("4", Ct);
        foreach (var record in log)
        {
            if (record.Entry!.Details.GetValueOrDefault("act") == "WITHDRAWN")
            {
                withdrawn.UnionWith(record.Entry.ConsentIds);
            }

            if (record.Kind == nameof(AuditKind.Disclosure))
            {
                Assert.NotEmpty(record.Entry.ConsentIds);
                Assert.DoesNotContain(record.Entry.ConsentIds, withdrawn.Contains);
            }
        }

        Assert.All(seen, status => Assert.True(status is 200 or 403, $"An answer was {status}."));
        Assert.Contains(200, seen);
        Assert.Contains(403, seen);
        Assert.Equal(seen.Count(status => status == 200), log.Count(record => record.Kind == nameof(AuditKind.Disclosure)));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private async Task<List<int>> AskUntilAsync(CancellationToken over)
    {
        var statuses = new List<int>();
        while (!over.IsCancellationRequested)
        {
            var status = (await host.Broker.AskAsync("school-so", "4", Purpose, "IB", Ct, ["gemeente-c"])).Status;
            statuses.Add(status);
            _ = status == 200 ? Interlocked.Increment(ref _permitted) : 0;
        }

        return statuses;
    }

    private Task<string> GiveAsync(string child, string gemeente, string giver) => _register.GiveAsync(gemeente, child, giver, Purpose, ["school-so"], Row, Ct);
}
