using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

public sealed class ReviewTests
{
    private static readonly OrganisationId School = new("school-po");
    private static readonly DateTimeOffset Friday = new(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public async Task A_judgement_needs_a_finding_and_a_second_officer_and_nobody_reviews_their_own_access()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var reviews = broker.Services.GetRequiredService<ReviewBook>();
        await SampleAsync(broker, ct, Glass(100_001, "teacher"), Glass(100_002, "officer"));
        OfficerSession officer = Session("officer", OfficerRole.PrivacyOfficer), other = Session("other", OfficerRole.Fg), foreign = other with { Organisation = new OrganisationId("swv-oost") };
        var queue = await reviews.QueueAsync(officer, ct);
        var (review, own) = (queue.First(each => each.Actor == "teacher"), queue.First(each => each.Actor == "officer"));

        Assert.Equal(new DateOnly(2026, 11, 23), review.Due);   // Friday's glass: Monday
        Assert.Equal(ReviewAnswer.OwnAccess, await reviews.TakeAsync(officer, own.Id, ct));
        Assert.Equal(ReviewAnswer.NotFound, await reviews.TakeAsync(foreign, review.Id, ct));
        Assert.Equal(ReviewAnswer.WrongState, await reviews.JudgeAsync(officer, review.Id, ReviewState.Good, "first", ct));
        Assert.Equal(ReviewAnswer.Done, await reviews.TakeAsync(officer, review.Id, ct));
        Assert.Equal(ReviewAnswer.WrongState, await reviews.TakeAsync(other, review.Id, ct));
        Assert.Equal(ReviewAnswer.NoFinding, await reviews.JudgeAsync(officer, review.Id, ReviewState.Good, " ", ct));
        Assert.Equal(ReviewAnswer.Done, await reviews.JudgeAsync(officer, review.Id, ReviewState.Good, "An asthma attack in class.", ct));
        Assert.Equal(ReviewAnswer.FourEyes, await reviews.ConfirmAsync(officer, review.Id, ct));
        Assert.Equal(ReviewAnswer.Done, await reviews.ConfirmAsync(other, review.Id, ct));
        Assert.True((await reviews.FindAsync(officer, review.Id, ct))!.Closed);
    }

    [Fact]
    public async Task A_broken_glass_that_nobody_judged_counts_against_its_user_until_it_is_judged()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (reviews, open) = (broker.Services.GetRequiredService<ReviewBook>(), broker.Services.GetRequiredService<IBreakGlassReviews>());
        await SampleAsync(broker, ct, Glass(100_001, "teacher"));

        Assert.Equal((1, Friday), await open.OfAsync(School, "teacher", ct));
        Assert.Equal((0, null), await open.OfAsync(School, "colleague", ct));
        Assert.Equal((0, null), await open.OfAsync(new OrganisationId("school-so"), "teacher", ct));
        await broker.Services.GetRequiredService<ReviewSampling>().EscalateAsync(ct);
        var officer = Session("officer", OfficerRole.PrivacyOfficer);
        var review = (await reviews.QueueAsync(officer, ct)).First(each => each.Actor == "teacher");
        Assert.True(review.Escalated);

        await reviews.TakeAsync(officer, review.Id, ct);
        await reviews.JudgeAsync(officer, review.Id, ReviewState.Incident, "No emergency.", ct);

        Assert.Equal((0, null), await open.OfAsync(School, "teacher", ct));
    }

    [Fact]
    public async Task A_false_alarm_raises_the_threshold_in_the_open_and_a_right_one_brings_it_back()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct);
        var signals = broker.Services.GetRequiredService<SignalBook>();
        var officer = Session("officer", OfficerRole.PrivacyOfficer);
        await signals.DetectAsync(School, [.. Enumerable.Range(0, 6).Select(i => Glass(200_000 + i, i < 3 ? "a" : "b"))], ct);
        var open = (await signals.ListAsync(officer, open: true, ct)).Where(signal => signal.Rule.Id == "BREAK_GLASS_OFTEN").ToList();
        var start = (await signals.ThresholdsAsync(School, ct)).First(rule => rule.Id == "BREAK_GLASS_OFTEN");

        Assert.Equal(2, open.Count);
        Assert.False(await signals.JudgeAsync(officer, open[0].Id, SignalVerdict.FalseAlarm, " ", ct));
        Assert.False(await signals.JudgeAsync(officer with { Organisation = new OrganisationId("swv-oost") }, open[0].Id, SignalVerdict.FalseAlarm, "x", ct));
        Assert.True(await signals.JudgeAsync(officer, open[0].Id, SignalVerdict.FalseAlarm, "A class with diabetes.", ct));
        Assert.Equal(start.Threshold + start.Step, await ThresholdAsync());
        Assert.True(await signals.JudgeAsync(officer, open[1].Id, SignalVerdict.Justified, "Spoken to.", ct));
        Assert.Equal(start.Threshold, await ThresholdAsync());
        Assert.Equal(2, (await signals.TuningsAsync(officer, ct)).Count);

        async Task<long> ThresholdAsync() => (await signals.ThresholdsAsync(School, ct)).First(rule => rule.Id == start.Id).Threshold;
    }

    [Fact]
    public async Task Of_officers_who_do_the_same_at_once_one_does_it_and_the_log_says_which()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-11-24T10:00:00+01:00");
        var (reviews, signals) = (broker.Services.GetRequiredService<ReviewBook>(), broker.Services.GetRequiredService<SignalBook>());
        var officers = Enumerable.Range(0, 4).Select(number => Session($"officer-{number}", OfficerRole.PrivacyOfficer)).ToList();
        await SampleAsync(broker, ct, Glass(100_001, "teacher"));
        await signals.DetectAsync(School, [.. Enumerable.Range(0, 3).Select(i => Glass(200_000 + i, "a"))], ct);
        var review = (await reviews.QueueAsync(officers[0], ct)).First(each => each.Actor == "teacher");
        var signal = (await signals.ListAsync(officers[0], open: true, ct)).First(each => each.Rule.Id == "BREAK_GLASS_OFTEN");

        var took = await Task.WhenAll(officers.Select(officer => reviews.TakeAsync(officer, review.Id, ct)));
        var judged = await Task.WhenAll(officers.Select(officer => signals.JudgeAsync(officer, signal.Id, SignalVerdict.FalseAlarm, "A class with diabetes.", ct)));

        Assert.Equal([ReviewAnswer.Done, ReviewAnswer.WrongState, ReviewAnswer.WrongState, ReviewAnswer.WrongState], took.Order());
        Assert.Equal(1, judged.Count(each => each));
        Assert.Single(await signals.TuningsAsync(officers[0], ct));
        foreach (var act in new[] { "TAKEN", "SIGNAL_FALSEALARM" })
        {
            Assert.Equal(["Deny", "Deny", "Deny", "Success"], (await ActsAsync(broker, act, ct)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_glass_broken_in_the_last_minutes_of_a_month_is_reviewed_in_the_next()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var broker = await SandboxBroker.StartAsync(ct, "--now", "2026-12-01T08:00:00+01:00");
        var late = Glass(100_001, "teacher") with { Moment = new DateTimeOffset(2026, 11, 30, 23, 55, 0, TimeSpan.FromHours(1)) };

        await SampleAsync(broker, ct, late);
        await SampleAsync(broker, ct, late);

        var review = Assert.Single(await broker.Services.GetRequiredService<ReviewBook>().QueueAsync(Session("officer", OfficerRole.Fg), ct), each => each.Actor == "teacher");
        Assert.Equal(("2026-11", new DateOnly(2026, 12, 1)), (review.Month, review.Due));
    }

    private static Task<int> SampleAsync(SandboxBroker broker, CancellationToken ct, params LogEvent[] events) =>
        broker.Services.GetRequiredService<ReviewSampling>().SampleAsync(School, events, ct);

    private static async Task<List<string>> ActsAsync(SandboxBroker broker, string act, CancellationToken ct)
    {
        var outcomes = new List<string>();
        await foreach (var record in broker.Services.GetRequiredService<LogReader>().AllAsync(new LogQuery { Kind = AuditKind.Review }, ct))
        {
            if (record.Entry?.Details.GetValueOrDefault("act") == act)
            {
                outcomes.Add(record.Outcome);
            }
        }

        return outcomes;
    }

    private static LogEvent Glass(long index, string actor) =>
        new(index, Friday, true, false, actor, School.Value, "swv-oost", School.Value, "CRISIS", $"child-{index}", "VITAL_INTEREST", BreakGlass: true);

    private static OfficerSession Session(string pseudonym, OfficerRole role) => new(School, role, pseudonym, "SANDBOX");
}
