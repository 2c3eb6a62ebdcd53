using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class FamilyVoicesTests
{
    [Theory]
    [InlineData("OPP", "JEUGDHULPAANBIEDER", "SCHOOL", "M06")]
    [InlineData("OPP", "SCHOOL", "SCHOOL", null)]                     // a statute: nobody is asked
    [InlineData("OPP", "JEUGDHULPAANBIEDER", "GEMEENTE", null)]
    [InlineData("OPP", "GEMEENTE", "SCHOOL", null)]
    [InlineData("VRIJSTELLING_5A", "SWV", "GEMEENTE", null)]          // not in force
    [InlineData("JEUGDHULP_TOELEIDING", "JEUGDHULPAANBIEDER", "GEMEENTE", null)]
    [InlineData("JEUGDHULP_TOELEIDING", "INSTELLING", "GEMEENTE", "M07")]
    public void A_family_is_asked_where_a_row_in_force_rests_on_consent(string purpose, string source, string recipient, string? row) =>
        Assert.Equal(row, FamilyVoices.RowBetween(ThePolicy.Policy, new(purpose), new(source), new(recipient))?.Id);

    [Theory]
    [InlineData("M06", 11, "OUDER_A+ OUDER_B+")]
    [InlineData("M06", 12, "OUDER_A+ OUDER_B+ JEUGDIGE+")]
    [InlineData("M06", 16, "JEUGDIGE+")]
    [InlineData("M07", 12, "OUDER_A+ OUDER_B+ JEUGDIGE-")]            // may stop it, need not say yes
    [InlineData("M22", 11, "OUDER_A- OUDER_B-")]                      // either is enough
    [InlineData("M22", 12, "OUDER_A- OUDER_B- JEUGDIGE-")]
    [InlineData("M36", 17, "OUDER_A+ OUDER_B+ JEUGDIGE+")]
    public void Everybody_with_a_say_is_named_with_whether_the_yes_is_needed(string row, int age, string voices)
    {
        var family = Of(row) with { BornOn = DutchCalendar.DayOf(Scene.Now).AddYears(-age) };

        Assert.Equal(voices, string.Join(' ', Voices(family, row).Select(voice => voice.Person.Value + (voice.Needed ? "+" : "-"))));
    }

    [Fact]
    public void Where_one_of_two_would_do_a_parent_who_is_alone_is_needed()
    {
        var alone = Of("M22") with { BornOn = new(2017, 6, 1), Authority = [Scene.Line("OUDER_A"), Scene.Line("OUDER_B", holds: false)] };

        Assert.Equal(("OUDER_A", true), Assert.Single(Voices(alone, "M22").Select(voice => (voice.Person.Value, voice.Needed))));
    }

    [Fact]
    public void Nobody_is_asked_while_gezag_is_not_known_or_nobody_may_answer()
    {
        Assert.Empty(Voices(Of("M06") with { Authority = [Scene.Line("OUDER_A"), Scene.Line("OUDER_B", holds: null)] }, "M06"));
        Assert.Empty(Voices(Of("M06") with { BornOn = new(2008, 11, 24), Capacity = Capacity.Incapable }, "M06"));
    }

    [Fact]
    public void What_each_has_answered_stands_beside_the_name()
    {
        var asked = Of("M06");
        var (plan, identity) = (new DataCategory("JEUGDHULP_PLAN"), new DataCategory("ID_BASIS"));
        var stopped = asked.GrantBy("OUDER_A") with { Events = [new(ConsentEventKind.Withdrawn, Scene.Now.AddDays(-1), new("OUDER_A"), [plan])] };
        var expired = asked.GrantBy("OUDER_B") with { ValidThrough = new(2026, 11, 23) };
        var renewed = asked.GrantBy("OUDER_B") with { Id = "again", Categories = [identity] };

        var voices = Voices(asked with { Grants = [stopped, expired, renewed] }, "M06");

        Assert.Equal("ID_BASIS/JEUGDHULP_PLAN/", Answers(voices[0]));
        Assert.Equal("ID_BASIS//JEUGDHULP_PLAN", Answers(voices[1]));
    }

    private static string Answers(Voice voice) =>
        string.Join('/', new[] { voice.Yes, voice.No, voice.Expired }.Select(categories => string.Join(' ', categories.Select(category => category.Code))));

    private static Scene Of(string row) => RowScenes.For(ThePolicy.Policy.FindRow(row)!);

    private static IReadOnlyList<Voice> Voices(Scene scene, string row) =>
        FamilyVoices.Of(ThePolicy.Policy, ThePolicy.Policy.FindRow(row)!, scene.Request.Source, scene.Request.Organisation, scene.Facts, Scene.Now);
}
