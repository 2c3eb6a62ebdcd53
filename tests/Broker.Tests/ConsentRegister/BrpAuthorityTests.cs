using System.Text;
using Xunit;
using ZioExchange.Adapters.Sources.Gemeente.Brp;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.ConsentRegister;

public sealed class BrpAuthorityTests
{
    private const string Child = "999900006";
    private const string Mother = "999900018";

    [Fact]
    public void A_holder_whom_the_register_does_not_know_still_counts()
    {
        var fact = From("""{"type":"BekendeDerde","burgerservicenummer":"999900031"}""");

        Assert.Equal(GezagOutcome.GezamenlijkMetDerde, fact.Outcome);
        Assert.Equal([("MOEDER", Relation.Ouder), ("VREEMDE", Relation.Derde)], fact.Persons.Select(person => (person.Person, person.Relation)));
    }

    [Fact]
    public void A_third_person_whom_the_BRP_does_not_know_leaves_gezag_undeterminable()
    {
        var fact = From("""{"type":"OnbekendeDerde"}""");

        Assert.Equal(GezagOutcome.NietTeBepalen, fact.Outcome);
    }

    [Fact]
    public void In_onderzoek_says_so_whatever_the_kind()
    {
        var one = Eenhoofdig();

        Assert.Equal(GezagOutcome.Eenhoofdig, BrpAuthority.From([one], Register).Outcome);
        Assert.Equal(GezagOutcome.InOnderzoek, BrpAuthority.From([one with { InOnderzoek = true }], Register).Outcome);
    }

    [Theory]
    [InlineData(BrpGezagKind.TijdelijkGeenGezag, GezagOutcome.TijdelijkGeen)]
    [InlineData(BrpGezagKind.GezagNietTeBepalen, GezagOutcome.NietTeBepalen)]
    [InlineData(BrpGezagKind.Voogdij, GezagOutcome.Voogdij)]
    [InlineData(BrpGezagKind.GezamenlijkOuderlijkGezag, GezagOutcome.Gezamenlijk)]
    public void Each_kind_has_its_outcome(BrpGezagKind kind, GezagOutcome outcome) =>
        Assert.Equal(outcome, BrpAuthority.From([Eenhoofdig() with { Kind = kind, Holders = [] }], Register).Outcome);

    [Fact]
    public void Two_answers_at_once_cannot_both_be_right_and_no_answer_cannot_tell()
    {
        Assert.Equal(GezagOutcome.NietTeBepalen, BrpAuthority.From([Eenhoofdig(), Eenhoofdig()], Register).Outcome);
        Assert.Equal(GezagOutcome.NietTeBepalen, BrpAuthority.From([], Register).Outcome);
    }

    private static BrpGezag Eenhoofdig()
    {
        Assert.True(Bsn.TryParse(Child, out var child));
        Assert.True(Bsn.TryParse(Mother, out var mother));
        return new(BrpGezagKind.EenhoofdigOuderlijkGezag, child, [new(BrpGezagHolderRole.Ouder, mother, null)], false, null);
    }

    private static AuthorityFact From(string third)
    {
        var json = "{\"personen\":[{\"gezag\":[{\"type\":\"GezamenlijkGezag\",\"minderjarige\":{\"burgerservicenummer\":\"" + Child
            + "\"},\"ouder\":{\"burgerservicenummer\":\"" + Mother + "\"},\"derde\":" + third + "}]}]}";
        Assert.True(Bsn.TryParse(Child, out var child));
        return BrpAuthority.From(BrpGezagReader.Read(Encoding.UTF8.GetBytes(json), child), Register);
    }

    private static PersonId Register(Bsn bsn) => new(bsn.Reveal() == Mother ? "MOEDER" : "VREEMDE");
}
