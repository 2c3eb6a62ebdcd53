using System.Text.Json;
using Xunit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Tests.Cli.Decide;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.ConsentRegister;

public sealed class AuthorityRankingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly AuthorityFactPerson A = new("OUDER_A", Relation.Ouder, true, null, null, false, null);
    private static readonly AuthorityFactPerson B = A with { Person = "OUDER_B" };

    [Fact]
    public void The_answer_of_the_BRP_goes_before_the_file_of_the_school_for_ninety_days()
    {
        var brp = Fact("BRP/gezagsregister", 90, new(GezagOutcome.Eenhoofdig, [A]));
        var school = Fact("dossier school", 1, new(GezagOutcome.Gezamenlijk, [A, B]));

        Assert.Equal(["OUDER_A"], People([school, brp]));
        Assert.Equal(["OUDER_A", "OUDER_B"], People([school, brp with { ObservedAt = Now.AddDays(-90).AddSeconds(-1) }]));
    }

    [Theory]
    [InlineData("gezagsregister, uittreksel")]
    [InlineData("dossier school")]
    public void Weaker_evidence_is_too_old_after_thirty_days(string source)
    {
        Assert.Equal(["OUDER_A"], People([Fact(source, 30, new(GezagOutcome.Eenhoofdig, [A]))]));
        Assert.Null(Lines([Fact(source, 31, new(GezagOutcome.Eenhoofdig, [A]))])[0].Holds);
    }

    [Fact]
    public void A_contact_ban_outlives_the_evidence_of_gezag_that_named_it()
    {
        var school = Fact("dossier school", 400, new(GezagOutcome.Gezamenlijk, [A, B with { ContactBan = true }]));
        var brp = Fact("BRP", 1, new(GezagOutcome.Gezamenlijk, [A, B]));

        Assert.Equal([("OUDER_A", false), ("OUDER_B", true)], Lines([school, brp]).Select(line => (line.Person.Value, line.ContactBan)));
        Assert.All(Lines([school with { Body = brp.Body }, brp]), line => Assert.False(line.ContactBan));   // lifted by who recorded it
    }

    [Fact]
    public void Nothing_recorded_is_undeterminable() => Assert.Null(Assert.Single(Lines([])).Holds);

    [Fact]
    public void Gezag_for_another_matter_is_left_out()
    {
        var order = Fact("beschikking kinderrechter", 400, new(GezagOutcome.NietTeBepalen, [A with { Person = "GI-1", Relation = Relation.GecertificeerdeInstelling, Matter = "OPP" }]));
        var brp = Fact("BRP", 1, new(GezagOutcome.Eenhoofdig, [A]));

        Assert.Equal(["OUDER_A", "GI-1"], AuthorityRanking.Lines([brp, order], new("OPP"), DecideFiles.Policy, Now).Select(line => line.Person.Value));
        Assert.Equal(["OUDER_A"], AuthorityRanking.Lines([brp, order], new("WLZ_ZIO"), DecideFiles.Policy, Now).Select(line => line.Person.Value));
    }

    [Fact]
    public void Periods_bans_and_people_without_gezag_arrive_as_they_were_recorded()
    {
        var line = Lines([Fact("BRP", 1, new(GezagOutcome.Eenhoofdig, [A, B with { Holds = false, ContactBan = true, From = new(2020, 1, 1), Through = new(2030, 1, 1) }]))])[1];

        Assert.Equal(
            new AuthorityLine(new("OUDER_B"), Relation.Ouder, false, new(2020, 1, 1), new(2030, 1, 1), true, "BRP"),
            line);
    }

    private static IReadOnlyList<AuthorityLine> Lines(IReadOnlyList<Fact> facts) => AuthorityRanking.Lines(facts, new Purpose("OPP"), DecideFiles.Policy, Now);

    private static IEnumerable<string> People(IReadOnlyList<Fact> facts) => Lines(facts).Select(line => line.Person.Value);

    private static Fact Fact(string source, int daysOld, AuthorityFact body) => new(
        FactKind.Authority, source, JsonSerializer.Serialize(body, BrokerJson.CamelCase), "gemeente", source, Now.AddDays(-daysOld), Now.AddDays(-daysOld));
}
