using Xunit;
using ZioExchange.Adapters.Sources.Gemeente.Brp;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Adapters.Tests.Sources.Brp;

public sealed class BrpGezagReaderTests
{
    private static readonly string BothParents = $"\"ouders\": [{BrpAnswer.Parent(BrpAnswer.Mother)}, {BrpAnswer.Parent(BrpAnswer.Father)}]";

    [Theory]
    [InlineData("GezamenlijkOuderlijkGezag")]
    [InlineData("TweehoofdigOuderlijkGezag")]
    public void Both_parents_are_read_under_the_name_of_v2_and_of_v1(string type)
    {
        var gezag = One(BrpAnswer.Relation(type, BothParents));

        Assert.Equal(BrpGezagKind.GezamenlijkOuderlijkGezag, gezag.Kind);
        Assert.Equal([BrpAnswer.Mother, BrpAnswer.Father], gezag.Holders.Select(holder => holder.Bsn!.Value.Reveal()));
        Assert.All(gezag.Holders, holder => Assert.Equal("Anna van Jansen", holder.Name));
        Assert.Equal(BrpAnswer.Child, gezag.Child.Reveal());
        Assert.True(gezag.IsDeterminate);
    }

    [Fact]
    public void A_parent_of_v1_has_a_number_and_no_name()
    {
        var gezag = One(BrpAnswer.Relation("EenhoofdigOuderlijkGezag", $$"""
            "ouder": { "burgerservicenummer": "{{BrpAnswer.Mother}}" }
            """));

        Assert.Equal(BrpGezagKind.EenhoofdigOuderlijkGezag, gezag.Kind);
        Assert.Null(Assert.Single(gezag.Holders).Name);
        Assert.True(gezag.IsDeterminate);
    }

    [Fact]
    public void Gezag_with_a_known_third_person_has_two_holders()
    {
        var gezag = One(BrpAnswer.Relation("GezamenlijkGezag", $"\"ouder\": {BrpAnswer.Parent(BrpAnswer.Mother)}, \"derde\": {BrpAnswer.KnownThird(BrpAnswer.Father)}"));

        Assert.Equal([BrpGezagHolderRole.Ouder, BrpGezagHolderRole.Derde], gezag.Holders.Select(holder => holder.Role));
        Assert.True(gezag.IsDeterminate);
    }

    [Fact]
    public void An_unknown_third_person_is_a_holder_so_consent_cannot_rest_on_the_parent_alone()
    {
        var gezag = One(BrpAnswer.Relation("GezamenlijkGezag", $$"""
            "ouder": {{BrpAnswer.Parent(BrpAnswer.Mother)}}, "derde": { "type": "OnbekendeDerde" }
            """));

        Assert.Equal(2, gezag.Holders.Count);
        Assert.False(gezag.IsDeterminate);
    }

    [Fact]
    public void A_parent_of_v2_who_is_not_in_the_BRP_is_a_holder_without_number()
    {
        var gezag = One(BrpAnswer.Relation("GezamenlijkOuderlijkGezag", $$"""
            "ouders": [{{BrpAnswer.Parent(BrpAnswer.Mother)}}, { "naam": { "geslachtsnaam": "Smith" } }]
            """));

        Assert.Equal("Smith", gezag.Holders[1].Name);
        Assert.False(gezag.IsDeterminate);
    }

    [Theory]
    [InlineData("\"derden\": []")]
    [InlineData("\"inOnderzoek\": false")]
    public void Guardian_is_an_organisation_or_unknown_when_voogdij_names_no_person(string rest)
    {
        var gezag = One(BrpAnswer.Relation("Voogdij", rest));

        Assert.Equal(BrpGezagKind.Voogdij, gezag.Kind);
        Assert.Empty(gezag.Holders);
        Assert.False(gezag.IsDeterminate);
    }

    [Fact]
    public void Voogdij_of_two_persons_has_two_voogden()
    {
        var gezag = One(BrpAnswer.Relation("Voogdij", $"\"derden\": [{BrpAnswer.KnownThird(BrpAnswer.Mother)}, {BrpAnswer.KnownThird(BrpAnswer.Father)}]"));

        Assert.All(gezag.Holders, holder => Assert.Equal(BrpGezagHolderRole.Voogd, holder.Role));
        Assert.Equal(2, gezag.Holders.Count);
        Assert.True(gezag.IsDeterminate);
    }

    [Theory]
    [InlineData("TijdelijkGeenGezag", BrpGezagKind.TijdelijkGeenGezag)]
    [InlineData("GezagNietTeBepalen", BrpGezagKind.GezagNietTeBepalen)]
    public void C04_no_gezag_for_now_and_not_to_be_determined_stop_parental_consent(string type, BrpGezagKind kind)
    {
        var gezag = One(BrpAnswer.Relation(type, "\"toelichting\": \"het gezag is niet te bepalen\""));

        Assert.Equal(kind, gezag.Kind);
        Assert.Equal("het gezag is niet te bepalen", gezag.Explanation);
        Assert.False(gezag.IsDeterminate);
    }

    [Fact]
    public void An_outcome_in_onderzoek_is_kept_and_not_relied_on()
    {
        var gezag = One(BrpAnswer.Relation("GezamenlijkOuderlijkGezag", BothParents + ", \"inOnderzoek\": true"));

        Assert.True(gezag.InOnderzoek);
        Assert.Equal(2, gezag.Holders.Count);
        Assert.False(gezag.IsDeterminate);
    }

    [Fact]
    public void A_person_without_gezag_in_the_answer_gives_nothing_to_rely_on()
    {
        Assert.Empty(BrpGezagReader.Read(BrpAnswer.Raw("""{ "personen": [ { "burgerservicenummer": "999900006" } ] }""")));
        Assert.Empty(BrpGezagReader.Read(BrpAnswer.Raw("""{ "personen": [] }""")));
    }

    [Fact]
    public void What_is_said_about_another_child_of_the_parent_is_left_out()
    {
        var other = BrpAnswer.Relation("Voogdij").Replace(BrpAnswer.Child, "999900055", StringComparison.Ordinal);
        Assert.True(Bsn.TryParse(BrpAnswer.Child, out var child));

        var relations = BrpGezagReader.Read(BrpAnswer.Of(other, BrpAnswer.Relation("TijdelijkGeenGezag", "\"toelichting\": \"x\"")), child);

        Assert.Equal(BrpGezagKind.TijdelijkGeenGezag, Assert.Single(relations).Kind);
    }

    [Fact]
    public void No_number_and_no_name_stands_in_the_text_form()
    {
        var gezag = One(BrpAnswer.Relation("GezamenlijkOuderlijkGezag", BothParents));
        var text = gezag + string.Join(' ', gezag.Holders);

        Assert.DoesNotContain("9999", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Jansen", text, StringComparison.Ordinal);
    }

    private static BrpGezag One(string relation) => Assert.Single(BrpGezagReader.Read(BrpAnswer.Of(relation)));
}
