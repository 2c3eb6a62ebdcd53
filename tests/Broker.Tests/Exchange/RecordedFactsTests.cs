using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Facts that two parties record beside each other: each speaks for what is its own, and the next question rests on it.</summary>
public sealed class RecordedFactsTests(SqliteBroker host) : IClassFixture<SqliteBroker>, IAsyncLifetime
{
    private RegisterSteps _register = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _register = new RegisterSteps(await host.StartAsync());

    [Fact]
    public async Task Who_wants_to_receive_cannot_say_that_a_child_cannot_weigh_it()
    {
        string[] categories = ["ID_BASIS", "ONDERSTEUNINGSBEHOEFTE"];
        foreach (var parent in new[] { "kind-3-ouder-a", "kind-3-ouder-b" })
        {
            await _register.GiveAsync("school-so", "3", parent, "CASUSOVERLEG", ["jeugdhulpaanbieder"], categories, Ct);
        }

        Assert.Equal(403, (await AskCaseAsync()).Status);   // the young person of 13 has not answered
        await SayAsync("jeugdhulpaanbieder", "3", "bekwaamheid", new { Bekwaam = false, VerklaardOp = "2026-11-01", Doel = "CASUSOVERLEG", Tot = "2027-05-01" });
        Assert.Equal(403, (await AskCaseAsync()).Status);

        await SayAsync("zorgaanbieder", "3", "bekwaamheid", new { Bekwaam = false, VerklaardOp = "2026-11-01", Doel = "OPP", Tot = "2027-05-01" });
        Assert.Equal(403, (await AskCaseAsync()).Status);   // another matter
        await SayAsync("zorgaanbieder", "3", "bekwaamheid", new { Bekwaam = false, VerklaardOp = "2026-11-01", Doel = "CASUSOVERLEG", Tot = "2027-05-01" });
        Assert.Equal(200, (await AskCaseAsync()).Status);

        await SayAsync("jeugdhulpaanbieder", "3", "bekwaamheid", new { Bekwaam = true, VerklaardOp = "2026-11-02", Doel = "CASUSOVERLEG" });
        Assert.Equal(200, (await AskCaseAsync()).Status);   // neither way
    }

    [Fact]
    public async Task Registering_at_a_next_school_leaves_the_enrolment_and_only_the_school_itself_ends_it()
    {
        await CoupleAsync("1", "school-po");

        await SayAsync("school-po", "1", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO" });
        Assert.Equal(200, (await AskTlvAsync()).Status);
        Assert.Equal("school-so enrolled, registered at school-po", await PlaceAsync());

        await SayAsync("school-po", "1", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO", Beeindigd = true });
        Assert.Equal("school-so enrolled, registered at ", await PlaceAsync());

        await SayAsync("school-po", "1", "inschrijving", new { Ingeschreven = true, Schoolsoort = "SBO", Swv = host.Broker.Families.IdentifierOf("swv-noord") });
        await SayAsync("school-so", "1", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SO" });
        Assert.Equal("school-po enrolled, registered at ", await PlaceAsync());   // who left a school is not registered with it
        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), await AskTlvAsync() is var moved ? (moved.Status, moved.Reasons.Single()) : default);

        await SayAsync("school-po", "1", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO" });
        Assert.Equal("school-po left, registered at ", await PlaceAsync());
        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), await AskTlvAsync() is var gone ? (gone.Status, gone.Reasons.Single()) : default);   // school-so said that it left
    }

    [Fact]
    public async Task A_child_that_left_can_be_registered_again_and_a_registration_that_ended_makes_no_old_school()
    {
        await CoupleAsync("2", "school-po");
        await SayAsync("school-so", "2", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SO", Beeindigd = true });
        await SayAsync("school-so", "2", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SO" });
        Assert.Equal("school-so left, registered at ", await PlaceAsync("2"));   // no more than that it is not enrolled: as it was
        await SayAsync("school-so", "2", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SO", Beeindigd = false });
        Assert.Equal("school-so left, registered at school-so", await PlaceAsync("2"));
        await SayAsync("school-so", "2", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SO", Beeindigd = true });

        await SayAsync("school-po", "2", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO" });
        await SayAsync("school-po", "2", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO", Beeindigd = true });
        Assert.Equal("school-so left, registered at ", await PlaceAsync("2"));
        await SayAsync("school-po", "2", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO" });
        Assert.Equal("school-so left, registered at school-po", await PlaceAsync("2"));
    }

    [Fact]
    public async Task A_registration_from_before_the_enrolment_elsewhere_is_over_until_its_school_says_it_again()
    {
        await CoupleAsync("3", "school-po");
        await SayAsync("school-so", "3", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SO", Beeindigd = true });
        await SayAsync("school-po", "3", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO" });
        await SayAsync("school-so", "3", "inschrijving", new { Ingeschreven = true, Schoolsoort = "SO" });
        Assert.Equal("school-so enrolled, registered at ", await PlaceAsync("3"));

        await SayAsync("school-po", "3", "inschrijving", new { Ingeschreven = false, Schoolsoort = "SBO" });
        await SayAsync("school-so", "3", "inschrijving", new { Ingeschreven = true, Schoolsoort = "SO" });
        Assert.Equal("school-so enrolled, registered at school-po", await PlaceAsync("3"));   // the same enrolment said again ends nothing
    }

    [Fact]
    public async Task A_measure_that_one_recorder_ended_does_not_live_on_through_the_other()
    {
        var from = host.Broker.Sandbox.Region.Child("10").Facts.Measures.Single().From;
        var gi = host.Broker.Families.IdentifierOf("gi");
        Assert.Equal(200, (await AskGuardianAsync()).Status);

        await SayAsync("gemeente-c", "10", "maatregel", new { Maatregel = "OTS", Vanaf = from, Tot = "2026-11-23", Gi = gi });
        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), await AskGuardianAsync() is var ended ? (ended.Status, ended.Reasons.Single()) : default);

        await SayAsync("gi", "10", "maatregel", new { Maatregel = "OTS", Vanaf = from });
        Assert.Equal(200, (await AskGuardianAsync()).Status);
    }

    [Fact]
    public async Task A_mark_counts_at_once_and_is_lifted_only_by_who_set_it()
    {
        Assert.Equal(200, (await AskPlanAsync()).Status);
        await SayAsync("gemeente-c", "4", "markering", new { Markering = "DECEASED", Geldt = true });
        Assert.Equal((403, "CONSENT_NOT_AVAILABLE"), await AskPlanAsync() is var dead ? (dead.Status, dead.Reasons.Single()) : default);
        await SayAsync("gemeente-c", "4", "markering", new { Markering = "DECEASED", Geldt = false });
        Assert.Equal(200, (await AskPlanAsync()).Status);

        foreach (var (client, mark, on, seen) in new[]
        {
            ("school-so", "CONFLICT", true, "CONFLICT"), ("school-so", "PROTECTED_LOCATION", true, "PROTECTED_LOCATION CONFLICT"), ("gemeente-c", "PROTECTED_LOCATION", true, "PROTECTED_LOCATION CONFLICT"),
            ("school-so", "CONFLICT", false, "PROTECTED_LOCATION"), ("school-so", "PROTECTED_LOCATION", false, "PROTECTED_LOCATION"), ("gemeente-c", "PROTECTED_LOCATION", false, ""),
        })
        {
            await SayAsync(client, "4", "markering", new { Markering = mark, Geldt = on });
            Assert.Equal(seen, await MarksAsync());
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<BrokerAnswer> AskCaseAsync() => host.Broker.AskAsync("jeugdhulpaanbieder", "3", "CASUSOVERLEG", "JEUGDHULPVERLENER", Ct, ["school-so"], categories: ["ID_BASIS", "ONDERSTEUNINGSBEHOEFTE"]);

    private Task<BrokerAnswer> AskTlvAsync() => host.Broker.AskAsync("swv-oost", "1", "TLV_AANVRAAG", "ORTHOPEDAGOOG_SWV", Ct, ["school-so"], "VZ-2026-0101");

    private Task<BrokerAnswer> AskGuardianAsync() => host.Broker.AskAsync("gi", "10", "OTS_UITVOERING", "GEZINSVOOGD", Ct, ["school-so"]);

    private Task<BrokerAnswer> AskPlanAsync() => host.Broker.AskAsync("school-so", "4", "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);

    private async Task<string> MarksAsync()
    {
        var known = await host.Broker.Services.GetRequiredService<ChildRegister>().ReadAsync(new ChildReference("sandbox-4"), new Purpose("OPP"), DateTimeOffset.UtcNow, Ct);
        var flags = known!.Facts.Flags;
        return string.Join(' ', new[] { flags.ProtectedLocation ? "PROTECTED_LOCATION" : null, flags.Conflict ? "CONFLICT" : null }.OfType<string>());
    }

    private async Task CoupleAsync(string child, string school)
    {
        var number = host.Broker.Families.NumberOf(child, school)!;
        await host.Broker.Services.GetRequiredService<ChildBook>().CoupleAsync(
            new ChildReference("sandbox-" + child), new OrganisationId(school), number.System, number.Value, new AuditActor("test", "OPERATOR", null), Ct);
    }

    private async Task<string> PlaceAsync(string child = "1")
    {
        var known = await host.Broker.Services.GetRequiredService<ChildRegister>().ReadAsync(new ChildReference("sandbox-" + child), new Purpose("OPP"), DateTimeOffset.UtcNow, Ct);
        var school = known!.Facts.School;
        return $"{school.Organisation?.Value} {(school.Enrolled ? "enrolled" : "left")}, registered at {school.RegisteredAt?.Value}";
    }

    private async Task SayAsync(string client, string child, string kind, object content)
    {
        var answer = await _register.SendAsync(client, "/api/v1/feiten", new { Kind = host.Broker.Families.NumberOf(child, client), Soort = kind, Inhoud = content, Bron = "register", WaargenomenOp = BrokerFixture.Now }, Ct);
        Assert.True(answer.Status == 201, answer.Text);
    }
}
