using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class FamilyPlaceTests
{
    private static readonly Scene Family = RowScenes.For(ThePolicy.Policy.FindRow("M32")!);

    [Theory]
    [InlineData(11, "OUDER_A", FamilyAccess.Sees)]
    [InlineData(11, "JEUGDIGE", null)]
    [InlineData(12, "OUDER_A", FamilyAccess.Sees)]
    [InlineData(12, "JEUGDIGE", FamilyAccess.Sees)]
    [InlineData(15, "OUDER_A", FamilyAccess.Sees)]
    [InlineData(16, "OUDER_A", FamilyAccess.ChildDecides)]
    [InlineData(16, "JEUGDIGE", FamilyAccess.Sees)]
    [InlineData(17, "OUDER_A", FamilyAccess.ChildDecides)]
    [InlineData(18, "OUDER_A", null)]
    [InlineData(18, "JEUGDIGE", FamilyAccess.Sees)]
    [InlineData(8, "STRANGER", null)]
    public void Who_sees_what_turns_on_the_birthday_itself(int age, string person, FamilyAccess? access) =>
        Assert.Equal(access, PlaceOf(Family with { BornOn = DutchCalendar.DayOf(Scene.Now).AddYears(-age) }, person)?.Access);

    [Theory]
    [InlineData(11, null)]
    [InlineData(13, FamilyAccess.OnlyNo)]
    public void A_young_person_who_cannot_weigh_it_may_only_say_no(int age, FamilyAccess? access) =>
        Assert.Equal(access, PlaceOf(Family with { BornOn = DutchCalendar.DayOf(Scene.Now).AddYears(-age), Capacity = Capacity.Incapable }, "JEUGDIGE")?.Access);

    [Fact]
    public void A_former_holder_has_no_place_and_who_cannot_be_told_apart_sees_nothing()
    {
        var former = Scene.Line("OUDER_B") with { Through = DutchCalendar.DayOf(Scene.Now).AddDays(-1) };

        Assert.Null(PlaceOf(Family with { Authority = [Scene.Line("OUDER_A"), former] }, "OUDER_B"));
        Assert.Equal(FamilyAccess.Undeterminable, PlaceOf(Family with { Authority = [Scene.Line("OUDER_A", holds: null)] }, "OUDER_A")?.Access);
    }

    [Fact]
    public void A_parent_with_a_contact_ban_may_not_learn_where_the_child_is_and_the_other_may()
    {
        var family = Family with { Authority = [Scene.Line("OUDER_A") with { ContactBan = true }, Scene.Line("OUDER_B")] };

        Assert.Equal([true, false], new[] { "OUDER_A", "OUDER_B" }.Select(person => PlaceOf(family, person)!.Masked));
    }

    [Fact]
    public void Who_cannot_be_told_apart_has_that_place_and_a_stranger_beside_two_known_parents_has_none()
    {
        var unsure = Family with { Authority = [Scene.Line("OUDER_A", holds: null), Scene.Line("OUDER_B")] };

        Assert.Equal(FamilyAccess.Undeterminable, PlaceOf(unsure, "OUDER_A")?.Access);
        Assert.Equal(FamilyAccess.Undeterminable, PlaceOf(Family with { Authority = [Scene.Line("ONBEKEND", holds: null)] }, "OUDER_A")?.Access);
        Assert.Null(PlaceOf(unsure, "STRANGER"));
    }

    [Theory]
    [InlineData("OUDER_B", false, null)]
    [InlineData("OUDER_B", true, FamilyAccess.ChildDecides)]
    [InlineData("STRANGER", true, null)]
    public void Of_a_young_person_of_16_only_who_holds_gezag_today_hears_that_the_child_decides(string person, bool holds, FamilyAccess? access)
    {
        var family = Family with { BornOn = DutchCalendar.DayOf(Scene.Now).AddYears(-16), Authority = [Scene.Line("OUDER_A"), Scene.Line("OUDER_B", holds)] };

        Assert.Equal(access, PlaceOf(family, person)?.Access);
        Assert.Null(PlaceOf(family with { Authority = [Scene.Line(person) with { Through = new(2026, 11, 23) }, Scene.Line("OUDER_A")] }, person));
    }

    [Fact]
    public void On_the_twelfth_birthday_itself_who_cannot_weigh_it_may_say_no() =>
        Assert.Equal(FamilyAccess.OnlyNo, PlaceOf(Family with { BornOn = DutchCalendar.DayOf(Scene.Now).AddYears(-12), Capacity = Capacity.Incapable }, "JEUGDIGE")?.Access);

    [Theory]
    [InlineData(11, 0, null)]
    [InlineData(12, -1, 12)]
    [InlineData(12, 0, null)]
    [InlineData(16, 0, null)]
    [InlineData(16, -1, 16)]
    [InlineData(17, -3, 16)]
    public void A_birthday_since_the_question_is_the_one_that_gave_a_say(int age, int askedYearsBefore, int? birthday)
    {
        var today = DutchCalendar.DayOf(Scene.Now);

        Assert.Equal(birthday, FamilyPlace.BirthdaySince(today.AddYears(-age), today.AddYears(askedYearsBefore), today));
    }

    private static FamilyPlace? PlaceOf(Scene scene, string person) =>
        FamilyPlace.Of(ThePolicy.Policy, PolicyProfile.Strict, scene.Facts, person == "JEUGDIGE" ? PersonId.Youth : new PersonId(person), Scene.Now);
}
