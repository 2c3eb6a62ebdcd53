using Microsoft.EntityFrameworkCore;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Sandbox.Hosts;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>What one member of a family may not learn of others, in the places where it could slip through.</summary>
public sealed class FamilyDiscretionTests() : FamilyStage(new SqliteDatabase())
{
    private static readonly ChildReference Child = new("sandbox-1");

    [Fact]
    public async Task Veilig_Thuis_stands_in_no_list_also_when_it_keeps_a_record_and_looked_at_the_log()
    {
        var thuis = new OrganisationId("veilig-thuis");
        await using (var db = await Get<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct))
        {
            db.Organisations.Add(new OrganisationRow { Id = thuis.Value, Party = "VEILIG_THUIS", Name = "Veilig Thuis Verzonnen", FgContact = "fg@example.nl", IsCareProvider = false, RegisteredAt = default });
            await db.SaveChangesAsync(Ct);
        }

        var now = Get<TimeProvider>().GetUtcNow();
        var actor = new AuditActor("x", "PRIVACY_OFFICER", thuis);
        await Get<ChildBook>().RecordAsync(Child, FactKind.Holding, thuis.Value, new HoldingFact(new DateOnly(2026, 1, 1), Ended: false), thuis, "VT", now, actor, Ct);
        var look = new AuditEntry { Kind = AuditKind.LogLook, Moment = now, TraceId = ZioExchange.Broker.Hosting.TraceId.Current, Outcome = AuditOutcome.Success, Child = Child, Actor = actor };
        await Get<IAuditLog>().AppendAsync(look, step: null, Ct);
        var parent = Visitor("kind-1-ouder-a");
        var member = Assert.Single(await Get<FamilyDesk>().OfAsync(parent, Ct));
        Assert.Contains(thuis.Value, (await Get<ChildRegister>().ReadAsync(Child, FamilyInspection.PurposeOf(isYouth: false), now, Ct))!.Holdings);

        var around = await Get<FamilyOrganisations>().OfAsync(parent, member, Ct);
        var known = await Get<FamilyInspection>().RunAsync(Child, member.Person, actor, Ct);

        Assert.NotEmpty(around);
        Assert.DoesNotContain(around, each => each.Organisation.Id == thuis);
        Assert.DoesNotContain(known, each => each.Source.Id == thuis);
        Assert.Null(await Get<FamilyOrganisations>().FindKeeperAsync(parent, member, Get<FamilyOrganisations>().KeyOf(parent, member, thuis), Ct));
        Assert.Empty(await Get<LookBook>().OfAsync(member, from: null, Ct));
    }

    [Fact]
    public async Task The_receipt_of_a_veto_names_whom_it_stopped_and_nothing_of_the_yes_of_another()
    {
        var (parent, other) = (Visitor("kind-2-ouder-b"), Visitor("kind-2-ouder-a"));
        var flow = Assert.Single(await FlowsAsync(parent), flow => flow.State is FlowState.Waiting);
        Assert.Null(flow.MyGrant);

        await Get<FamilyActs>().StopAsync(parent, flow, [], Ct);

        var receipt = Assert.Single(await Get<OwnActs>().OfAsync(parent, Ct));
        Assert.Equal(("WITHDRAWN", flow.Recipient.Id), (receipt.Act, receipt.Recipient!.Id));
        Assert.Empty(receipt.Categories);
        Assert.Empty(await Get<OwnActs>().OfAsync(other, Ct));
    }

    [Fact]
    public async Task A_source_that_gave_nothing_was_asked_and_that_stands_in_the_log()
    {
        Broker.Sandbox.Faults.Set("zorgaanbieder", "1", SourceFault.OutOfOrder);

        var shown = await Get<FamilyInspection>().RunAsync(Child, new PersonId("kind-1-ouder-a"), new AuditActor("a", "PARENT", null), Ct);

        var silent = Assert.Single(shown, each => each.Silent);
        var record = Assert.Single((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Inspection }, Ct)).Records, record => record.Source == silent.Source.Id.Value);
        Assert.Empty(record.Entry!.Manifest);
        Assert.NotEmpty(record.Entry.Details["undelivered"]);
    }
}
