using Xunit;
using ZioExchange.Broker.Oversight.Signals;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>Planted misuse is seen, ordinary work is not. The seeds with which thresholds were set stand in signals.json; these tests use others.</summary>
public sealed class SignalTests
{
    private static readonly SignalRules Rules = SignalRules.Read(Path.Combine(AppContext.BaseDirectory, "schemas"));

    [Theory]
    [InlineData(20_261, 40, 60_000)]
    [InlineData(55_103, 120, 200_000)]
    [InlineData(99_991, 6, 4_000)]
    public void Each_planted_case_is_signalled_and_at_most_one_percent_of_innocent_entries_are(int seed, int staff, int entries)
    {
        Assert.DoesNotContain(seed, Rules.TunedWithSeeds);
        var month = new SeededMonth(seed, staff, entries);
        PlantMisuse(month);

        var signals = SignalEngine.Run(month.Events, Rules.Rules);

        foreach (var (rule, planted) in month.Planted)
        {
            Assert.True(signals.Any(signal => signal.Rule == rule && signal.Entries.Any(planted.Contains)), $"{rule} saw nothing of what was planted.");
        }

        var misuse = month.Planted.SelectMany(rule => rule.Value).ToHashSet();
        var accused = signals.SelectMany(signal => signal.Entries).Where(index => !misuse.Contains(index)).ToHashSet();
        Assert.True(accused.Count <= month.Events.Count / 100, $"{accused.Count} of {month.Events.Count} innocent entries: {string.Join(", ", signals.GroupBy(signal => signal.Rule).Select(rule => $"{rule.Key} {rule.Count()}"))}");
    }

    [Fact]
    public void Every_rule_that_names_people_is_quiet_at_its_threshold_and_speaks_one_above_it()
    {
        var rule = Rules.Of("REFUSED_BURST");
        var at = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(1));
        var refusals = Enumerable.Range(0, (int)rule.Threshold).Select(i => new LogEvent(i, at.AddMinutes(i), true, true, "a", "o", "s", "o", "OPP", $"c{i % 3}", "PARENT_REFUSED")).ToList();

        Assert.Empty(SignalEngine.Run(refusals, [rule]));
        var signal = Assert.Single(SignalEngine.Run([.. refusals, refusals[0] with { Index = 99 }], [rule]));
        Assert.Equal((rule.Threshold, rule.Threshold + 1, "a"), (signal.Expected, signal.Seen, signal.Actor));
    }

    [Fact]
    public void A_day_without_entries_and_a_clock_that_ran_back_are_signalled()
    {
        var at = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(1));
        var work = Enumerable.Range(0, 12).Where(day => day is not 3).SelectMany(day => Enumerable.Range(0, 30).Select(i => (day, i)))
            .Select((each, index) => new LogEvent(index, at.AddDays(each.day).AddMinutes(each.i), true, false, $"p{each.i % 5}", "o", "s", "o", "OPP", $"c{each.i}", null)).ToList();
        work.Add(work[^1] with { Index = work.Count, Moment = work[^1].Moment.AddHours(-3) });

        var signals = SignalEngine.Run(work, [Rules.Of("SILENT_DAY"), Rules.Of("CLOCK_SKEW")]);

        Assert.Equal(["2026-11-05", "2026-11-13"], signals.Select(signal => signal.About));
    }

    [Fact]
    public void An_address_in_common_is_still_signalled_after_a_surname_in_common_was_judged_a_false_alarm()
    {
        var rule = Rules.Of("SAME_SURNAME_OR_ADDRESS");
        var at = new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(1));
        var looks = Enumerable.Range(0, 3).Select(alike => new LogEvent(alike, at.AddMinutes(alike), true, false, "a", "o", "s", "o", "OPP", $"c{alike}", null, Alike: alike)).ToList();

        Assert.Equal(["a|c1", "a|c2"], SignalEngine.Run(looks, [rule]).Select(signal => signal.About));
        Assert.Equal(["a|c2"], SignalEngine.Run(looks, [rule with { Threshold = rule.Threshold + rule.Step }]).Select(signal => signal.About));
    }

    private static void PlantMisuse(SeededMonth month)
    {
        month.Plant("REPEATED", "curious", [.. Enumerable.Range(0, 26).Select(i => (i * 7.0, (string?)"child-0-1", "OPP", (string?)null, false))]);
        month.Plant("NO_CASE", "neighbour", [.. Enumerable.Range(0, 4).Select(i => (i * 30.0, (string?)$"child-of-the-street-{i}", "THUISZITTER", (string?)"CHILD_NOT_ENROLLED", false))]);
        month.Plant("ENUMERATION", "script", [.. Enumerable.Range(0, 30).Select(i => (i * 0.3, (string?)null, "TLV_AANVRAAG", (string?)"CHILD_UNKNOWN", false))]);
        month.Plant("REFUSED_BURST", "pusher", [.. Enumerable.Range(0, 14).Select(i => (i * 11.0, (string?)$"child-3-{i % 4}", "OPP", (string?)"PARENT_REFUSED", false))]);
        month.Plant("PURPOSE_SWITCH", "switcher", (0, "child-2-2", "JEUGDHULP_SCHOOL_INDIVIDUEEL", "CONSENT_INCOMPLETE", false), (4, "child-2-2", "THUISZITTER", null, false));
        month.Plant("BREAK_GLASS_AFTER_REFUSAL", "faker", (0, "child-5-5", "OPP", "PARENT_REFUSED", false), (6, "child-5-5", "CRISIS", null, true));
        month.Plant("BREAK_GLASS_OFTEN", "smasher", [.. Enumerable.Range(0, 4).Select(i => (i * 50.0, (string?)$"child-1-{i}", "CRISIS", (string?)null, true))]);
        var stop = month.WorkMoment(6, 9);
        var consent = new LogEvent(0, stop, false, false, "parent", null, "school-0", null, "OPP", "child-4-4", null, Act: "WITHDRAWN");
        month.Plant("AFTER_STOP", consent);
        month.Plant("AFTER_STOP", consent with { Moment = stop.AddHours(3), IsDecision = true, Actor = "late", Recipient = SeededMonth.Organisation, OnConsent = true, Act = null });
        var given = month.WorkMoment(8, 11);
        month.Plant("ASSISTED_CONSENT", consent with { Moment = given, Actor = "clerk", ActorOrganisation = SeededMonth.Organisation, Child = "child-6-6", Act = "GIVEN" });
        month.Plant("ASSISTED_CONSENT", consent with { Moment = given.AddMinutes(4), IsDecision = true, Actor = "clerk", Recipient = SeededMonth.Organisation, Child = "child-6-6", Act = null });
        foreach (var child in new[] { "sister", "brother" })
        {
            month.Plant("SIBLINGS", consent with { Moment = given.AddMinutes(child.Length), IsDecision = true, Actor = "aunt", Recipient = SeededMonth.Organisation, Child = child, Family = "one", Act = null });
        }

        month.Plant("SAME_SURNAME_OR_ADDRESS", consent with { Moment = month.WorkMoment(9, 10), IsDecision = true, Actor = "next-door", Recipient = SeededMonth.Organisation, Child = "boy-next-door", Act = null, Alike = 2 });
        for (var i = 0; i < 7; i++)
        {
            month.Plant("ACROSS_MUNICIPALITIES", consent with { Moment = month.WorkMoment(i, 13), IsDecision = true, Actor = "tourist", Recipient = SeededMonth.Organisation, Child = $"far-{i}", Municipality = $"place-{i}", Act = null });
            month.Plant("AFTER_HOURS", consent with { Moment = month.WorkMoment(4, 23), IsDecision = true, Actor = "owl", Recipient = SeededMonth.Organisation, Child = $"night-{i % 3}", Act = null });
        }

        for (var i = 0; i < 80; i++)
        {
            month.Plant("BURST", consent with { Moment = month.WorkMoment(10, 14), IsDecision = true, Actor = "leaver", Recipient = SeededMonth.Organisation, Child = $"child-7-{i % 20}", Act = null });
        }
    }
}
