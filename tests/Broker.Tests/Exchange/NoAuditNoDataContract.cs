using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>If the log cannot be written, nothing leaves: no dossier, no refusal, no receipt (ADR-0004).</summary>
public abstract class NoAuditNoDataContract(BrokerFixture host) : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Theory]
    [InlineData("ALTER TABLE log_entries RENAME TO log_lost", "ALTER TABLE log_lost RENAME TO log_entries")]
    [InlineData("ALTER TABLE log_head RENAME TO log_lost", "ALTER TABLE log_lost RENAME TO log_head")]
    [InlineData("ALTER TABLE log_checkpoints RENAME TO log_lost", "ALTER TABLE log_lost RENAME TO log_checkpoints")]
    public async Task A_log_that_cannot_write_stops_every_answer_until_it_can_again(string breaking, string mending)
    {
        var register = new RegisterSteps(host.Broker);
        await RunAsync(breaking);
        BrokerAnswer[] answers;
        try
        {
            answers =
            [
                await PermittedAsync(),
                await host.Broker.AskAsync("school-so", "2", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]),
                await host.Broker.AskAsync("school-so", "1", "OPP", "IB", Ct),
                await register.TryGiveAsync("gemeente-a", "gemeente-a", "1", "kind-1-ouder-a", "JEUGDHULP_SCHOOL_INDIVIDUEEL", ["school-so"], ["ID_BASIS"], Ct),
                await register.SendAsync("school-so", "/api/v1/schoolverzoeken", new { Kind = host.Broker.Families.NumberOf("1", "school-so"), Swv = host.Broker.Families.IdentifierOf("swv-oost"), Doel = "ARRANGEMENT" }, Ct),
            ];
        }
        finally
        {
            await RunAsync(mending);
        }

        Assert.All(answers, answer =>
        {
            Assert.Equal((503, "LOG_UNAVAILABLE"), (answer.Status, Assert.Single(answer.Reasons)));
            Assert.Contains(answer.Headers, header => header.StartsWith("Retry-After: ", StringComparison.Ordinal));
            Assert.Empty(answer.Resources);
            Assert.Contains("ZIO-5003", answer.Text, StringComparison.Ordinal);
        });
        Assert.Equal(200, (await PermittedAsync()).Status);
        Assert.Equal(403, (await host.Broker.AskAsync("school-so", "1", "JEUGDHULP_SCHOOL_INDIVIDUEEL", "IB", Ct, ["gemeente-a"])).Status);
    }

    [Fact]
    public async Task A_log_that_breaks_during_the_fetch_lets_nothing_out()
    {
        var pause = host.Broker.Sandbox.Faults.Pause("jeugdhulpaanbieder", "1");
        var asking = PermittedAsync();
        await pause.Asked.WaitAsync(TimeSpan.FromSeconds(30), Ct);
        await RunAsync("ALTER TABLE log_entries RENAME TO log_lost");
        try
        {
            pause.LetGo();
            var answer = await asking;

            Assert.Equal((503, "LOG_UNAVAILABLE"), (answer.Status, Assert.Single(answer.Reasons)));
            Assert.Empty(answer.Resources);
        }
        finally
        {
            await RunAsync("ALTER TABLE log_lost RENAME TO log_entries");
        }
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private Task<BrokerAnswer> PermittedAsync() => host.Broker.AskAsync("school-so", "1", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);

    private async Task RunAsync(string sql)
    {
        await using var connection = await host.Broker.Services.GetRequiredService<BrokerDatabase>().OpenAsync(Ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test code: the texts stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }
}
