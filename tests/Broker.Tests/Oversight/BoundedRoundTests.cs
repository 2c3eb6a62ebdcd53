using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>A round holds a bounded number of events at a time, and sees what it would see with all of them before it.</summary>
public sealed class BoundedRoundTests
{
    private const int Most = 30;
    private static readonly OrganisationId School = new("school-po");
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));
    private static readonly SignalRules Rules = SignalRules.Read(Path.Combine(AppContext.BaseDirectory, "schemas"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_piece_of_a_round_is_larger_than_its_bound_and_the_work_of_one_person_is_cut_only_when_it_is()
    {
        await using var broker = await FilledAsync();
        var events = broker.Services.GetRequiredService<EventReader>();
        var all = await AllAsync(events);

        var pieces = await events.ByActorAsync(School, Monday.AddDays(-30), Monday.AddDays(1), Most, Ct).ToListAsync(Ct);

        Assert.All(pieces, piece => Assert.InRange(piece.Count, 1, Most));
        Assert.Equal(all.Where(each => each.IsDecision).Select(each => each.Index).Order(), pieces.SelectMany(piece => piece).Select(each => each.Index).Order());
        Assert.All(pieces, piece => Assert.Equal(piece.OrderBy(each => each.Moment).ThenBy(each => each.Index), piece));
        var cut = all.Where(each => each is { IsDecision: true, Actor: not null }).GroupBy(each => each.Actor!).Where(person => pieces.Count(piece => piece.Any(each => each.Actor == person.Key)) > 1).ToList();
        Assert.Equal(["tireless"], cut.Select(person => person.Key));
        Assert.True(cut[0].Count() > Most);
        Assert.InRange(pieces.Count, 2, 2 + (2 * all.Count / Most));   // and are filled
        Assert.All(await events.ByChildAsync(School, Monday.AddDays(-30), Monday.AddDays(1), 4, Ct).ToListAsync(Ct), piece => Assert.InRange(piece.Count, 1, 4));
    }

    [Fact]
    public async Task Piece_by_piece_the_rules_see_and_the_sample_holds_what_all_at_once_would_give()
    {
        await using var broker = await FilledAsync();
        var (events, slices, sampler) = (broker.Services.GetRequiredService<EventReader>(), broker.Services.GetRequiredService<LogSlices>(), broker.Services.GetRequiredService<Sampler>());
        var (from, to) = (Monday.AddDays(-30), Monday.AddDays(1));
        var all = await AllAsync(events);
        var whole = Most * 3;   // no person has more

        var drawn = await broker.Services.GetRequiredService<ReviewSampling>().DrawAsync(School, Ct);
        var (signals, chosen) = (new List<Signal>(), new List<long>());
        await foreach (var piece in events.ByActorAsync(School, from, to, whole, Ct))
        {
            signals.AddRange(SignalEngine.Run(piece, Rules.Rules, SignalScope.Actor));
            chosen.AddRange(sampler.Choose(School.Value, piece, drawn).Keys);
        }

        await foreach (var piece in events.ByChildAsync(School, from, to, whole, Ct))
        {
            signals.AddRange(SignalEngine.Run(piece, Rules.Rules, SignalScope.Child));
        }

        signals.AddRange(await SignalEngine.RunAsync(slices.ActsAsync(School, from, to, Ct), Rules.Rules));

        Assert.Equal(Told(SignalEngine.Run(all, Rules.Rules)), Told(signals));
        Assert.Superset(new HashSet<string> { "BURST", "BREAK_GLASS_OFTEN", "AFTER_STOP", "ASSISTED_CONSENT", "CLOCK_SKEW" }, signals.Select(signal => signal.Rule).ToHashSet());
        Assert.Equal(sampler.Choose(School.Value, all).Keys.Order(), chosen.Order());
        Assert.True(drawn.Count >= 3);
    }

    private static List<string> Told(IEnumerable<Signal> signals) =>
        [.. signals.Select(signal => $"{signal.Rule} {signal.About} {signal.Actor} {signal.Seen} {signal.Moment:O} {string.Join(',', signal.Entries)}").Order(StringComparer.Ordinal)];

    private static async Task<List<LogEvent>> AllAsync(EventReader events)
    {
        var query = new LogQuery { Organisation = School, From = Monday.AddDays(-30), To = Monday.AddDays(1) };
        return [.. (await events.EachAsync(query, Ct).ToListAsync(Ct)).OrderBy(each => each.Moment).ThenBy(each => each.Index)];
    }

    private static async Task<SandboxBroker> FilledAsync()
    {
        var broker = await SandboxBroker.StartAsync(Ct, "--now", "2026-11-23T17:00:00+01:00");
        var log = broker.Services.GetRequiredService<IAuditLog>();
        var entries = new List<AuditEntry>();
        for (var n = 0; n < 100; n++)
        {
            entries.Add(Decision($"teacher-{n % 20}", $"child-{n % 33}", n));
        }

        entries.AddRange(Enumerable.Range(0, 70).Select(n => Decision("tireless", $"child-{n}", 200 + n)));
        entries.AddRange(Enumerable.Range(0, 4).Select(n => Decision("hasty", $"child-{n}", 300 + n) with { Mode = "BREAK_GLASS", Purpose = new Purpose("CRISIS") }));
        entries.AddRange(Enumerable.Range(0, 5).Select(n => Decision("nobody", $"child-{n}", 320 + n) with { Actor = null }));
        entries.Add(Act("WITHDRAWN", "child-stopped", 340) with { Actor = new AuditActor("parent", "PARENT", null) });
        entries.Add(Decision("teacher-1", "child-stopped", 341) with { LegalBasis = "CONSENT" });
        entries.Add(Act("GIVEN", "child-assisted", 350) with { Actor = new AuditActor("desk", "BALIEMEDEWERKER", School) });
        entries.Add(Decision("teacher-2", "child-assisted", 351) with { LegalBasis = "CONSENT" });
        entries.Add(Decision("teacher-3", "child-1", 330));   // said to be earlier than the one before
        foreach (var entry in entries)
        {
            await log.AppendAsync(entry, step: null, Ct);
        }

        return broker;
    }

    private static AuditEntry Decision(string actor, string child, int minute) => Entry(AuditKind.Decision, child, minute) with { Actor = new AuditActor(actor, "IB", School) };

    private static AuditEntry Act(string act, string child, int minute) => Entry(AuditKind.ConsentAct, child, minute) with { Details = new Dictionary<string, string> { ["act"] = act } };

    private static AuditEntry Entry(AuditKind kind, string child, int minute) => new()
    {
        Kind = kind,
        Outcome = AuditOutcome.Permit,
        Moment = Monday.AddMinutes(minute),
        TraceId = (minute + 1).ToString("x32", CultureInfo.InvariantCulture),
        Child = new ChildReference(child),
        Source = new OrganisationId("swv-oost"),
        Recipient = School,
        Purpose = new Purpose("TLV_AANVRAAG"),
    };
}
