using Xunit;
using ZioExchange.Consent.Authority;

namespace ZioExchange.Consent.Tests.Authority;

public sealed class AuthorityEvidenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<EvidenceRank, TimeSpan> Ages = new() { [EvidenceRank.Brp] = TimeSpan.FromDays(1), [EvidenceRank.Gezagsregister] = TimeSpan.FromDays(30), [EvidenceRank.SchoolFile] = TimeSpan.FromDays(90) };
    private static readonly AuthorityPerson[] Both = [new(new("OUDER_A"), Relation.Ouder), new(new("OUDER_B"), Relation.Ouder)];

    [Fact]
    public void The_highest_rank_that_is_fresh_counts()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Eenhoofdig, [Both[0]], Now.AddHours(-2), "BRP");
        var school = new AuthorityRecord(EvidenceRank.SchoolFile, GezagOutcome.Gezamenlijk, Both, Now.AddHours(-1), "school");

        Assert.Same(brp, AuthorityEvidence.Read([school, brp], Ages, Now).Used);
        Assert.Same(school, AuthorityEvidence.Read([school, brp with { ReadAt = Now.AddDays(-2) }], Ages, Now).Used);
        Assert.Equal(2, AuthorityEvidence.Read([school], Ages, Now).Lines.Count);
    }

    [Theory]
    [InlineData(GezagOutcome.NietTeBepalen)]
    [InlineData(GezagOutcome.InOnderzoek)]
    [InlineData(GezagOutcome.Eenhoofdig)]
    [InlineData(GezagOutcome.TijdelijkGeen)]
    public void An_answer_that_cannot_be_relied_on_is_not_overruled_by_a_weaker_source(GezagOutcome outcome)
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, outcome, Both, Now, "BRP");
        var school = new AuthorityRecord(EvidenceRank.SchoolFile, GezagOutcome.Gezamenlijk, Both, Now, "school");

        Assert.All(AuthorityEvidence.Read([brp, school], Ages, Now).Lines, line => Assert.Null(line.Holds));
    }

    [Fact]
    public void No_record_or_only_old_future_or_contradicting_ones_leave_gezag_undeterminable()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, Both, Now, "BRP");

        AssertUndeterminable(AuthorityEvidence.Read([], Ages, Now).Lines);
        AssertUndeterminable(AuthorityEvidence.Read([brp with { ReadAt = Now.AddSeconds(1) }], Ages, Now).Lines);
        AssertUndeterminable(AuthorityEvidence.Read([brp], new Dictionary<EvidenceRank, TimeSpan>(), Now).Lines);
        AssertUndeterminable(AuthorityEvidence.Read([brp, brp with { Outcome = GezagOutcome.Eenhoofdig, Persons = [Both[0]] }], Ages, Now).Lines);
    }

    [Fact]
    public void Nobody_for_now_is_an_answer_too() =>
        Assert.Empty(AuthorityEvidence.Read([new(EvidenceRank.Brp, GezagOutcome.TijdelijkGeen, [], Now, "BRP")], Ages, Now).Lines);

    [Fact]
    public void A_parent_without_gezag_stays_known_and_is_no_holder()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Eenhoofdig, [Both[0], Both[1] with { Holds = false }], Now, "BRP");

        Assert.Equal([true, false], AuthorityEvidence.Read([brp], Ages, Now).Lines.Select(line => line.Holds));
        Assert.Equal([null, null, false], AuthorityEvidence.Read([brp with { Outcome = GezagOutcome.InOnderzoek }], Ages, Now).Lines.Select(line => line.Holds));
    }

    [Fact]
    public void Whoever_a_newer_answer_no_longer_names_is_gone()
    {
        var old = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, Both, Now.AddHours(-2), "BRP");
        var now = old with { Outcome = GezagOutcome.Eenhoofdig, Persons = [Both[1]], ReadAt = Now.AddHours(-1) };

        Assert.Equal("OUDER_B", Assert.Single(AuthorityEvidence.Read([now, old], Ages, Now).Lines).Person.Value);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Voogdij_is_held_by_one_or_two(int holders, bool whole)
    {
        var voogden = Enumerable.Range(1, holders).Select(number => new AuthorityPerson(new($"VOOGD_{number}"), Relation.Voogd)).ToList();

        var lines = AuthorityEvidence.Read([new(EvidenceRank.Brp, GezagOutcome.Voogdij, voogden, Now, "BRP")], Ages, Now).Lines;

        Assert.Equal(whole, lines.All(line => line.Holds is true));
    }

    [Fact]
    public void Evidence_counts_to_the_last_moment_of_its_age()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, Both, Now.AddDays(-1), "BRP");

        Assert.Same(brp, AuthorityEvidence.Read([brp], Ages, Now).Used);
        Assert.Null(AuthorityEvidence.Read([brp], Ages, Now.AddTicks(1)).Used);
    }

    [Fact]
    public void Two_answers_of_one_moment_that_name_other_people_or_another_outcome_leave_gezag_undeterminable()
    {
        var one = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Eenhoofdig, [Both[0]], Now, "BRP");

        AssertUndeterminable(AuthorityEvidence.Read([one, one with { Persons = [Both[1]] }], Ages, Now).Lines);
        AssertUndeterminable(AuthorityEvidence.Read([one, one with { Outcome = GezagOutcome.InOnderzoek }], Ages, Now).Lines);
        Assert.Equal([true], AuthorityEvidence.Read([one, one with { Source = "BRP again" }], Ages, Now).Lines.Select(line => line.Holds));
    }

    [Fact]
    public void Whoever_it_may_be_is_named_with_the_source_that_could_not_tell()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.InOnderzoek, [], Now, "BRP");

        Assert.Equal(new AuthorityLine(AuthorityEvidence.Unknown, Relation.Ouder, null, null, null, false, "BRP"), Assert.Single(AuthorityEvidence.Read([brp], Ages, Now).Lines));
        Assert.Equal("none", Assert.Single(AuthorityEvidence.Read([], Ages, Now).Lines).Source);
    }

    [Fact]
    public void An_answer_that_also_names_a_matter_still_answers_for_gezag_as_such()
    {
        var matter = new AuthorityPerson(new("GI-1"), Relation.GecertificeerdeInstelling, Matter: new("OPP"));
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, [.. Both, matter], Now, "BRP");

        var lines = AuthorityEvidence.Read([brp], Ages, Now).Lines;

        Assert.Equal([true, true, true], lines.Select(line => line.Holds));
        var day = new DateOnly(2026, 11, 24);
        Assert.Equal([(true, true), (true, true), (true, false)], lines.Select(line => (line.AppliesTo(new("OPP"), day), line.AppliesTo(new("WLZ_ZIO"), day))));
    }

    [Fact]
    public void Gezag_that_has_ended_does_not_make_the_number_of_holders()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, [Both[0], Both[1] with { Through = new(2026, 11, 23) }], Now, "BRP");

        AssertUndeterminable(AuthorityEvidence.Read([brp], Ages, Now).Lines.Take(1));
        Assert.Contains(AuthorityEvidence.Read([brp with { Outcome = GezagOutcome.Eenhoofdig }], Ages, Now).Lines, line => line.Holds is true);
    }

    [Fact]
    public void What_a_judge_decided_for_one_matter_stands_beside_any_rank_and_age()
    {
        var matter = new AuthorityPerson(new("GI-1"), Relation.GecertificeerdeInstelling, Matter: new("OPP"));
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, Both, Now, "BRP");
        var order = new AuthorityRecord(EvidenceRank.SchoolFile, GezagOutcome.NietTeBepalen, [matter], Now.AddYears(-1), "beschikking");

        var reading = AuthorityEvidence.Read([brp, order], Ages, Now);

        Assert.Same(brp, reading.Used);
        Assert.Equal(("GI-1", true, "beschikking"), (reading.Lines[2].Person.Value, reading.Lines[2].Holds, reading.Lines[2].Source));
        Assert.Equal(3, reading.Lines.Count);
        AssertUndeterminable(AuthorityEvidence.Read([order], Ages, Now).Lines.Take(1));
    }

    [Fact]
    public void A_contact_ban_that_a_weaker_source_knows_counts_however_old_it_is()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, Both, Now, "BRP");
        var school = new AuthorityRecord(EvidenceRank.SchoolFile, GezagOutcome.Gezamenlijk, [Both[0], Both[1] with { ContactBan = true }], Now, "school");

        Assert.Equal([false, true], AuthorityEvidence.Read([brp, school], Ages, Now).Lines.Select(line => line.ContactBan));
        Assert.Equal([false, true], AuthorityEvidence.Read([brp, school with { ReadAt = Now.AddYears(-2) }], Ages, Now).Lines.Select(line => line.ContactBan));
        Assert.Equal([false, true], AuthorityEvidence.Read([brp, school with { ReadAt = Now.AddMinutes(1) }], Ages, Now).Lines.Select(line => line.ContactBan));

        // The period is that of the gezag; who lost gezag has no right to know where the child is.
        Assert.Equal([false, true], AuthorityEvidence.Read([brp, school with { Persons = [Both[0], Both[1] with { ContactBan = true, Through = new(2026, 1, 1) }] }], Ages, Now).Lines.Select(line => line.ContactBan));
        Assert.Equal([false, false], AuthorityEvidence.Read([brp, school with { Persons = Both }], Ages, Now).Lines.Select(line => line.ContactBan));
    }

    private static void AssertUndeterminable(IEnumerable<AuthorityLine> lines)
    {
        var all = lines.ToList();
        Assert.NotEmpty(all);
        Assert.All(all, line => Assert.Null(line.Holds));
    }
}
