using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A register that holds almost nothing of a child, or very much, answers like any other.</summary>
public sealed class KnownTooLittleTests(SqliteBroker host) : IClassFixture<SqliteBroker>, IAsyncLifetime
{
    private static readonly AuditActor Actor = new("test", "OPERATOR", null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Fact]
    public async Task A_child_of_whom_only_a_number_is_recorded_answers_as_an_unknown_one()
    {
        var book = host.Broker.Services.GetRequiredService<ChildBook>();
        var child = await book.AdmitAsync(Actor, Ct);
        await book.CoupleAsync(child, new OrganisationId("school-so"), NamingSystems.LasKey, "SCHOOL-SO-L7777", Actor, Ct);

        var admitted = await AskAsync("SCHOOL-SO-L7777");
        var unknown = await AskAsync("SCHOOL-SO-L8888");

        Assert.Equal(403, admitted.Status);
        Assert.Equal(unknown.WithoutTrace, admitted.WithoutTrace);
    }

    [Fact]
    public async Task A_family_that_changed_its_mind_a_hundred_times_still_gets_an_answer()
    {
        var grants = host.Broker.Services.GetRequiredService<GrantBook>();
        for (var time = 0; time < 100; time++)
        {
            var evidence = new EvidenceBody(EvidenceMethod.Assisted, LevelOfAssurance.NotApplicable, "2026-1", null, "nl", "ASSISTED", true, false, true);
            var id = await grants.RecordAsync(new NewGrant(
                new ChildReference("sandbox-1"), new PersonId("kind-1-ouder-a"), new Purpose("OPP"), new OrganisationId("jeugdhulpaanbieder"), null, new DateOnly(2027, 7, 31),
                new GrantBody(["school-so"], ["ID_BASIS", "JEUGDHULP_PLAN"], evidence, null, [])), Actor, Ct);
            await grants.WithdrawAsync(id, new PersonId("kind-1-ouder-a"), [], Actor, Ct);
        }

        var refused = await host.Broker.AskAsync("school-so", "1", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);
        await new RegisterSteps(host.Broker).GiveAsync("jeugdhulpaanbieder", "1", "kind-1-ouder-a", "OPP", ["school-so"], ["ID_BASIS", "JEUGDHULP_PLAN"], Ct);
        var permitted = await host.Broker.AskAsync("school-so", "1", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);

        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), (refused.Status, Assert.Single(refused.Reasons)));
        Assert.Equal(200, permitted.Status);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<BrokerAnswer> AskAsync(string number) =>
        host.Broker.AskAsync("school-so", host.Broker.Question("school-so", "1", "OPP", "IB", ["jeugdhulpaanbieder"]) with { Subject = new SandboxIdentifier(NamingSystems.LasKey, number) }, Ct);
}
