using Xunit;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Authority;

public sealed class AuthorityEvidenceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<EvidenceRank, TimeSpan> Ages = new() { [EvidenceRank.Brp] = TimeSpan.FromDays(1), [EvidenceRank.Gezagsregister] = TimeSpan.FromDays(30), [EvidenceRank.SchoolFile] = TimeSpan.FromDays(90) };
    private static readonly (PersonId, Relation)[] Both = [(new("OUDER_A"), Relation.Ouder), (new("OUDER_B"), Relation.Ouder)];

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

        Assert.Null(Assert.Single(AuthorityEvidence.Read([brp, school], Ages, Now).Lines).Holds);
    }

    [Fact]
    public void No_record_or_only_old_future_or_contradicting_ones_leave_gezag_undeterminable()
    {
        var brp = new AuthorityRecord(EvidenceRank.Brp, GezagOutcome.Gezamenlijk, Both, Now, "BRP");

        Assert.Null(Assert.Single(AuthorityEvidence.Read([], Ages, Now).Lines).Holds);
        Assert.Null(Assert.Single(AuthorityEvidence.Read([brp with { ReadAt = Now.AddSeconds(1) }], Ages, Now).Lines).Holds);
        Assert.Null(Assert.Single(AuthorityEvidence.Read([brp], new Dictionary<EvidenceRank, TimeSpan>(), Now).Lines).Holds);
        Assert.Null(Assert.Single(AuthorityEvidence.Read([brp, brp with { Outcome = GezagOutcome.Eenhoofdig, Holders = [Both[0]] }], Ages, Now).Lines).Holds);
    }

    [Fact]
    public void Nobody_for_now_is_an_answer_too() =>
        Assert.Empty(AuthorityEvidence.Read([new(EvidenceRank.Brp, GezagOutcome.TijdelijkGeen, [], Now, "BRP")], Ages, Now).Lines);
}
