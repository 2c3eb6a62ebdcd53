using Xunit;
using ZioExchange.Adapters.Sources.Gemeente.Brp;

namespace ZioExchange.Adapters.Tests.Sources.Brp;

public sealed class BrpGezagRefusalTests
{
    [Theory]
    [InlineData("OuderlijkGezag")]
    [InlineData("voogdij")]
    [InlineData("")]
    public void A_kind_that_the_specification_does_not_have_is_refused(string type) =>
        Assert.Equal(BrpGezagFault.UnknownType, Refused(BrpAnswer.Of(BrpAnswer.Relation(type))).Fault);

    [Fact]
    public void One_relation_that_is_not_understood_refuses_the_others_too()
    {
        var fault = Refused(BrpAnswer.Of(BrpAnswer.Relation("Voogdij"), BrpAnswer.Relation("Nieuw")));

        Assert.Equal("personen[0].gezag[1].type", fault.Path);
    }

    [Fact]
    public void One_parent_is_not_both() =>
        Assert.Equal(BrpGezagFault.WrongShape, Refused(BrpAnswer.Of(BrpAnswer.Relation("GezamenlijkOuderlijkGezag", $"\"ouders\": [{BrpAnswer.Parent(BrpAnswer.Mother)}]"))).Fault);

    [Fact]
    public void The_same_parent_twice_is_not_both()
    {
        var parent = BrpAnswer.Parent(BrpAnswer.Mother);

        Assert.Equal(BrpGezagFault.WrongShape, Refused(BrpAnswer.Of(BrpAnswer.Relation("GezamenlijkOuderlijkGezag", $"\"ouders\": [{parent}, {parent}]"))).Fault);
    }

    [Theory]
    [InlineData("GezamenlijkOuderlijkGezag", "")]
    [InlineData("EenhoofdigOuderlijkGezag", "")]
    [InlineData("EenhoofdigOuderlijkGezag", "\"ouder\": null")]
    [InlineData("EenhoofdigOuderlijkGezag", "\"ouder\": { }")]
    [InlineData("GezamenlijkGezag", "\"derde\": { \"type\": \"OnbekendeDerde\" }")]
    [InlineData("Voogdij", "\"derden\": { }")]
    [InlineData("Voogdij", "\"inOnderzoek\": \"true\"")]
    public void A_relation_that_misses_a_holder_or_has_another_shape_is_refused(string type, string rest) =>
        Assert.Equal(BrpGezagFault.WrongShape, Refused(BrpAnswer.Of(BrpAnswer.Relation(type, rest))).Fault);

    [Fact]
    public void A_voogd_or_third_person_of_an_unknown_kind_is_refused()
    {
        Assert.Equal(BrpGezagFault.UnknownType, Refused(BrpAnswer.Of(BrpAnswer.Relation("Voogdij", """
            "derden": [{ "type": "OnbekendeDerde" }]
            """))).Fault);
        Assert.Equal(BrpGezagFault.UnknownType, Refused(BrpAnswer.Of(BrpAnswer.Relation("GezamenlijkGezag", $$"""
            "ouder": {{BrpAnswer.Parent(BrpAnswer.Mother)}}, "derde": { "type": "Instelling" }
            """))).Fault);
    }

    [Theory]
    [InlineData("999900007")]
    [InlineData("99990000")]
    [InlineData("000000000")]
    public void A_number_that_fails_the_elfproef_is_refused_and_not_repeated(string bsn)
    {
        var fault = Refused(BrpAnswer.Of(BrpAnswer.Relation("EenhoofdigOuderlijkGezag", $"\"ouder\": {BrpAnswer.Parent(bsn)}")));

        Assert.Equal(BrpGezagFault.InvalidBsn, fault.Fault);
        Assert.DoesNotContain(bsn, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{ "personen": [], "personen": [] }""")]
    [InlineData("""{ "personen": [ { "gezag": [ { "type": "\ud800" } ] } ] }""")]
    [InlineData("""{ "personen": [ { "gezag": [ { "\ud800": 1, "type": "Voogdij" } ] } ] }""")]
    public void What_is_no_sound_JSON_is_refused(string json) =>
        Assert.Equal(BrpGezagFault.NotJson, Refused(BrpAnswer.Raw(json)).Fault);

    [Theory]
    [InlineData("[]")]
    [InlineData("{ }")]
    [InlineData("""{ "personen": { } }""")]
    [InlineData("""{ "status": 404 }""")]
    public void An_answer_of_another_kind_is_refused(string json) =>
        Assert.Equal(BrpGezagFault.NotAGezagAnswer, Refused(BrpAnswer.Raw(json)).Fault);

    [Fact]
    public void An_answer_nested_a_hundred_levels_deep_is_refused() =>
        Assert.Equal(BrpGezagFault.NotJson, Refused(BrpAnswer.Raw(new string('[', 100) + new string(']', 100))).Fault);

    [Fact]
    public void An_answer_larger_than_the_limit_is_refused() =>
        Assert.Equal(BrpGezagFault.NotJson, Refused(new byte[(8 * 1024 * 1024) + 1]).Fault);

    private static BrpGezagException Refused(ReadOnlyMemory<byte> answer) =>
        Assert.Throws<BrpGezagException>(() => BrpGezagReader.Read(answer));
}
