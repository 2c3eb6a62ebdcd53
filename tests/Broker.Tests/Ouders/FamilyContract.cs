using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>What a family sees and does, on a real register; one class for each database.</summary>
public abstract class FamilyContract(ITestDatabase database) : FamilyStage(database)
{
    [Fact]
    public async Task A_yes_is_recorded_with_the_evidence_that_the_law_asks_for()
    {
        var parent = Visitor("kind-2-ouder-b");
        var flow = Assert.Single(await FlowsAsync(parent), flow => flow.State is FlowState.Waiting);

        await Get<FamilyActs>().SayYesAsync(parent, flow, new DateOnly(2030, 1, 1), Dutch, Ct);

        var after = Assert.Single(await FlowsAsync(parent), again => again.Key == flow.Key);
        var body = ZioExchange.Broker.ConsentRegister.GrantReader.Body(after.MyGrant!);
        Assert.Equal(FlowState.Agreed, after.State);
        Assert.Equal(new DateOnly(2027, 11, 24), after.MyGrant!.ValidUntil);
        Assert.Equal((EvidenceMethod.Digid, LevelOfAssurance.Substantieel), (body.Evidence.Method, body.Evidence.Assurance));
        Assert.Equal(Get<TextCatalogue>().FileOf(Dutch, "ouders-vraag").Sha256, body.Evidence.TextHash);
        Assert.StartsWith("ouders-vraag/", body.Evidence.TextVersion, StringComparison.Ordinal);
        Assert.True(body.Evidence is { SeparateFromOtherTerms: true, RefusalOffered: true, ConditionalOnService: false, Language: "nl", Channel: "PAGES" });
    }

    [Fact]
    public async Task A_no_of_one_leaves_the_question_of_the_other_as_it_was()
    {
        var (first, second) = (Visitor("kind-5-derde"), Visitor("kind-5-ouder-a"));
        var before = Assert.Single(await FlowsAsync(second), flow => flow.Row.Id == "M09");

        await Get<FamilyActs>().SayNoAsync(first, Assert.Single(await FlowsAsync(first), flow => flow.State is FlowState.Waiting), Dutch, Ct);

        var after = Assert.Single(await FlowsAsync(second), flow => flow.Row.Id == "M09");
        Assert.Equal((before.State, before.Shared.Count, before.AskedAt), (after.State, after.Shared.Count, after.AskedAt));
        Assert.DoesNotContain(await Get<OwnActs>().OfAsync(second, Ct), act => act.Act == "REFUSED");
    }

    [Fact]
    public async Task A_veto_of_a_young_person_stops_what_the_parents_allowed_and_their_own_yes_stays()
    {
        var (youth, parent) = (Visitor("kind-3"), Visitor("kind-3-ouder-a"));
        var flow = Assert.Single(await FlowsAsync(youth), flow => flow.Row.Id == "M42");
        Assert.NotEmpty(flow.Shared);

        await Get<FamilyActs>().StopAsync(youth, flow, [], Ct);

        var seen = Assert.Single(await FlowsAsync(parent), flow => flow.Row.Id == "M42");
        Assert.Equal(FlowState.Agreed, seen.State);
        Assert.Empty(seen.Shared);
        Assert.Null(seen.StoppedAt);
    }

    [Theory]
    [InlineData("kind-4-ouder-b")]
    [InlineData("kind-7-ouder-a")]
    [InlineData("kind-11-ouder-a")]
    public async Task Who_has_no_gezag_today_is_no_member_of_the_family(string persona) =>
        Assert.Empty(await Get<FamilyDesk>().OfAsync(Visitor(persona), Ct));

    [Fact]
    public async Task Keys_differ_between_the_parents_of_one_child_and_never_show_the_child()
    {
        var first = Assert.Single(await Get<FamilyDesk>().OfAsync(Visitor("kind-1-ouder-a"), Ct));
        var second = Assert.Single(await Get<FamilyDesk>().OfAsync(Visitor("kind-1-ouder-b"), Ct));

        Assert.NotEqual(first.Key, second.Key);
        Assert.Null(await Get<FamilyDesk>().FindAsync(Visitor("kind-1-ouder-b"), first.Key, Ct));
        Assert.DoesNotContain("sandbox", first.Key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind-1", "UNDER_12")]
    [InlineData("kind-4", "UNDER_12")]
    [InlineData("nobody", "UNKNOWN_PERSON")]
    [InlineData("kind-3", null)]
    public async Task Every_attempt_to_sign_in_is_in_the_log_with_its_outcome(string persona, string? reason)
    {
        Assert.Equal(reason, await Get<SignInBook>().AdmitAsync(Visitor(persona), Ct));

        var record = Assert.Single((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.SignIn }, Ct)).Records);
        Assert.Equal(reason is null ? AuditOutcome.Success : AuditOutcome.Failure, record.Entry!.Outcome);
        Assert.Equal(reason, record.Entry.ReasonCode);
        Assert.DoesNotContain(persona, record.Actor!.Pseudonym, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_below_substantieel_is_refused() =>
        Assert.Equal("ASSURANCE_TOO_LOW", await Get<SignInBook>().AdmitAsync(Visitor("kind-1-ouder-a") with { Assurance = LevelOfAssurance.Midden }, Ct));

    [Fact]
    public async Task Contacts_with_Veilig_Thuis_and_deferred_notices_are_no_lines_of_the_list()
    {
        var child = new ChildReference("sandbox-1");
        foreach (var (purpose, row, obligations) in new (string, string?, string[])[]
        {
            ("MELDCODE", "M28", []), ("MELDCODE", null, []), ("OTS_UITVOERING", "M29", ["HIDE_FROM_PARENT_LOG_WHILE_DEFERRED"]), ("OTS_UITVOERING", "M29", ["DEFERRABLE_NOTICE"]),
        })
        {
            await AppendAsync(child, AuditKind.Disclosure, AuditOutcome.Permit, purpose, row, "gi", obligations, new AuditActor("x", "GEZINSVOOGD", new OrganisationId("gi")));
        }

        await AppendAsync(child, AuditKind.Decision, AuditOutcome.Deny, "MELDCODE", null, "school-so", [], new AuditActor("x", "IB", new OrganisationId("school-so")));
        await AppendAsync(child, AuditKind.LogLook, AuditOutcome.Success, null, null, null, [], new AuditActor("y", "PARENT", null));
        await AppendAsync(child, AuditKind.ConsentAct, AuditOutcome.Success, "OPP", null, null, [], new AuditActor("z", "YOUTH", null));
        await AppendAsync(child, AuditKind.Disclosure, AuditOutcome.Permit, "WLZ_ZIO", "M13", "school-so", [], new AuditActor("x", "IB", new OrganisationId("school-so")));
        var member = Assert.Single(await Get<FamilyDesk>().OfAsync(Visitor("kind-1-ouder-a"), Ct));

        var line = Assert.Single(await Get<LookBook>().OfAsync(member, from: null, Ct));

        Assert.Equal(("WLZ_ZIO", "school-so"), (line.Purpose!.Value.Code, line.Who!.Id.Value));
        Assert.DoesNotContain(await Get<LawCards>().OfAsync(member, Ct), card => card.Row.Id == "M28");
    }

    [Fact]
    public async Task An_address_that_is_not_the_visitors_own_leaves_an_entry_in_the_log()
    {
        await Get<FamilyTrail>().MissedAsync(Visitor("kind-4-ouder-b"), "WieKeekModel", Ct);

        var record = Assert.Single((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Inspection }, Ct)).Records);
        Assert.Equal((AuditOutcome.Failure, "NOT_FOUND"), (record.Entry!.Outcome, record.Entry.ReasonCode));
        Assert.Null(record.Entry.Child);
    }

    [Fact]
    public async Task Only_who_may_see_gets_something_and_it_is_in_the_log_before_it_is_shown()
    {
        var inspection = Get<ZioExchange.Broker.Exchange.FamilyInspection>();
        var actor = new AuditActor("a", "PARENT", null);

        Assert.Empty(await inspection.RunAsync(new ChildReference("sandbox-4"), new PersonId("kind-4-ouder-b"), actor, Ct));
        Assert.Empty(await inspection.RunAsync(new ChildReference("sandbox-1"), PersonId.Youth, actor, Ct));
        Assert.Empty((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Inspection }, Ct)).Records);
        var shown = await inspection.RunAsync(new ChildReference("sandbox-4"), new PersonId("kind-4-ouder-a"), actor, Ct);

        var records = (await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Inspection }, Ct)).Records;
        Assert.NotEmpty(shown);
        Assert.Equal(shown.Select(source => source.Source.Id.Value).Order(), records.Select(record => record.Source!).Order());
        Assert.All(records, record => Assert.Equal("M32", record.MatrixRow));
        Assert.All(records, record => Assert.DoesNotContain(record.Entry!.CategoriesPermitted, category => category.Code is "JEUGDHULP_DOSSIER" or "STRAFRECHT" or "GEZIN"));
    }

    [Fact]
    public async Task Who_looks_at_one_source_asks_that_source_alone_and_only_by_a_key_of_its_own()
    {
        var (parent, other) = (Visitor("kind-1-ouder-a"), Visitor("kind-1-ouder-b"));
        var (mine, theirs) = (Assert.Single(await Get<FamilyDesk>().OfAsync(parent, Ct)), Assert.Single(await Get<FamilyDesk>().OfAsync(other, Ct)));
        using var scope = Broker.Services.CreateScope();
        var known = scope.ServiceProvider.GetRequiredService<KnownSources>();
        var key = Get<FamilyOrganisations>().KeyOf(parent, mine, new OrganisationId("school-so"));

        Assert.Null(await known.AskAsync(other, theirs, key, Ct));
        Assert.Null(await known.AskAsync(parent, mine, Get<FamilyOrganisations>().KeyOf(parent, mine, new OrganisationId("school-po")), Ct));
        Assert.Empty((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Inspection }, Ct)).Records);
        var shown = await known.AskAsync(parent, mine, key, Ct);

        Assert.NotEmpty(shown!.Things);
        var record = Assert.Single((await Get<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Inspection }, Ct)).Records);
        Assert.Equal(("school-so", "M32"), (record.Source, record.MatrixRow));
        Assert.NotEmpty(record.Entry!.Manifest);
        var all = await known.AskAllAsync(parent, mine, Ct);
        Assert.Equal(shown.Kinds, all.Single(source => source.Source.Id.Value == "school-so").Kinds);
    }

    [Fact]
    public async Task What_a_refusal_says_to_a_family_never_says_who_said_no()
    {
        using var scope = Broker.Services.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<FamilyWords>();

        Assert.Single(new[] { "PARENT_REFUSED", "YOUTH_REFUSED", "WITHDRAWN", "WITHDRAWN_BY_YOUTH", "CONSENT_INCOMPLETE", "YOUTH_CONSENT_MISSING", "NOT_A_CODE" }
            .Select(words.Refusal).Distinct());
        await Task.CompletedTask;
    }

    private Task<AppendedEntry> AppendAsync(ChildReference child, AuditKind kind, AuditOutcome outcome, string? purpose, string? row, string? recipient, string[] obligations, AuditActor actor) =>
        Get<IAuditLog>().AppendAsync(new AuditEntry
        {
            Kind = kind,
            Moment = Get<TimeProvider>().GetUtcNow(),
            TraceId = ZioExchange.Broker.Hosting.TraceId.Current,
            Outcome = outcome,
            Child = child,
            Actor = actor,
            Source = new OrganisationId("zorgaanbieder"),
            Recipient = recipient is null ? null : new OrganisationId(recipient),
            Purpose = purpose is null ? null : new Purpose(purpose),
            Role = new Role(actor.Role),
            MatrixRow = row,
            Obligations = obligations,
        }, step: null, Ct);
}
