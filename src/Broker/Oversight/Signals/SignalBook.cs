using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>Keeps what the rules saw, and what officers made of it. A judgement moves the threshold of the rule for that organisation, in the open.</summary>
public sealed class SignalBook(BrokerDatabase database, SignalRules rules, LikenessBook likenesses, IAuditLog log, TimeProvider clock)
{
    private const int LongestNote = 2000;
    private const string Since = "|since ";

    /// <summary>Runs every rule over all events of an organisation and keeps what is new. What was judged is not raised again for the same entries, and is for new ones.</summary>
    public async Task<int> DetectAsync(OrganisationId organisation, IReadOnlyList<LogEvent> events, CancellationToken ct)
    {
        var settings = await ThresholdsAsync(organisation, ct);
        return await KeepAsync(organisation, SignalEngine.Run(events, settings), events, settings, ct);
    }

    /// <summary>The same for the rules of one scope: the events are all of some persons, or all about some children.</summary>
    public async Task<int> DetectAsync(OrganisationId organisation, IReadOnlyList<LogEvent> events, SignalScope scope, CancellationToken ct)
    {
        var settings = await ThresholdsAsync(organisation, ct);
        return await KeepAsync(organisation, SignalEngine.Run(events, settings, scope), events, settings, ct);
    }

    /// <summary>The same for the rules over days.</summary>
    /// <param name="acts">Decisions and consent acts of the whole organisation, in the order of the log.</param>
    public async Task<int> DetectAsync(OrganisationId organisation, IAsyncEnumerable<(long Index, DateTimeOffset Moment, bool IsDecision)> acts, CancellationToken ct)
    {
        var settings = await ThresholdsAsync(organisation, ct);
        return await KeepAsync(organisation, await SignalEngine.RunAsync(acts, settings), [], settings, ct);
    }

    private async Task<int> KeepAsync(OrganisationId organisation, IReadOnlyList<Signal> signals, IReadOnlyList<LogEvent> events, IReadOnlyList<SignalRule> settings, CancellationToken ct)
    {
        if (signals.Count == 0)
        {
            return 0;
        }

        await using var db = new OversightDb(database);
        var known = (await db.Signals.AsNoTracking().Where(row => row.Organisation == organisation.Value).Select(row => new { row.Rule, row.About, row.State, row.Moment }).ToListAsync(ct))
            .GroupBy(row => (row.Rule, About: First(row.About))).ToDictionary(about => about.Key, about => about.MaxBy(row => row.Moment) is { } last ? (last.State, last.Moment) : default);
        var fresh = signals
            .Select(signal => known.TryGetValue((signal.Rule, signal.About), out var before) ? Again(signal, before, events, settings) : signal)
            .OfType<Signal>().DistinctBy(signal => (signal.Rule, signal.About)).ToList();
        db.Signals.AddRange(fresh.Select(signal => RowOf(organisation, signal)));
        await db.SaveChangesAsync(ct);
        return fresh.Count;
    }

    /// <summary>The rules that are off here, because they rest on what this organisation did not supply.</summary>
    public async Task<IReadOnlyList<SilentRule>> OffAsync(OfficerSession officer, CancellationToken ct) =>
        await likenesses.HasAnyAsync(officer.Organisation, ct) ? [] : rules.Needs;

    /// <summary>The same about the same person after a judgement: only when what came since would be signalled by itself.</summary>
    private static Signal? Again(Signal signal, (string State, long Moment) before, IReadOnlyList<LogEvent> events, IReadOnlyList<SignalRule> settings)
    {
        if (before.State == nameof(SignalVerdict.Open) || signal.Actor is null || signal.Moment.UtcTicks <= before.Moment)
        {
            return null;
        }

        var since = events.Where(each => !each.IsDecision || (each.Actor == signal.Actor && each.Moment.UtcTicks > before.Moment));
        var again = SignalEngine.Run(since, [settings.First(rule => rule.Id == signal.Rule)]).FirstOrDefault(each => each.About == signal.About);
        return again is null ? null : again with { About = $"{again.About}{Since}{DutchTime.Text(before.Moment)}" };
    }

    private static string First(string about) => about.Split(Since)[0];

    /// <summary>The rules with the thresholds that count for this organisation today.</summary>
    public async Task<IReadOnlyList<SignalRule>> ThresholdsAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        return await ThresholdsAsync(db, organisation, ct);
    }

    private async Task<IReadOnlyList<SignalRule>> ThresholdsAsync(OversightDb db, OrganisationId organisation, CancellationToken ct)
    {
        var tuned = await db.Tunings.AsNoTracking().Where(row => row.Organisation == organisation.Value).OrderBy(row => row.ChangedAt).ToListAsync(ct);
        return [.. rules.Rules.Select(rule => rule with { Threshold = tuned.LastOrDefault(row => row.Rule == rule.Id)?.Threshold ?? rule.Threshold })];
    }

    public async Task<IReadOnlyList<SignalLine>> ListAsync(OfficerSession officer, bool open, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Signals.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value && (row.State == nameof(SignalVerdict.Open)) == open)
            .OrderByDescending(row => row.Moment).Take(200).ToListAsync(ct);
        return [.. rows.Select(row => SignalLine.Of(row, rules.Of(row.Rule)))];
    }

    public async Task<SignalLine?> FindAsync(OfficerSession officer, string id, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var row = await db.Signals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value, ct);
        return row is null ? null : SignalLine.Of(row, rules.Of(row.Rule));
    }

    /// <summary>Every change of a threshold, newest first.</summary>
    public async Task<IReadOnlyList<Tuning>> TuningsAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Tunings.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value).OrderByDescending(row => row.ChangedAt).Take(100).ToListAsync(ct);
        return [.. rows.Select(row => new Tuning(row.Rule, row.Before, row.Threshold, row.Signal, row.ChangedBy, new DateTimeOffset(row.ChangedAt, TimeSpan.Zero)))];
    }

    /// <returns>False when there is no such open signal, when it is about the officer, or without a note. Of two officers at once one judges.</returns>
    public async Task<bool> JudgeAsync(OfficerSession officer, string id, SignalVerdict verdict, string? note, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var row = await db.Signals.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value && row.State == nameof(SignalVerdict.Open), ct);
        if (row is not null && row.Actor != officer.Pseudonym && verdict is SignalVerdict.Justified or SignalVerdict.FalseAlarm && note is { Length: <= LongestNote } && !string.IsNullOrWhiteSpace(note)
            && await log.AppendAsync(EntryOf(officer, id, verdict, allowed: true), new OversightStep(database, (all, stop) => JudgeAsync(all, officer, id, verdict, note.Trim(), stop)), ct) is AppendedEntry.Written)
        {
            return true;
        }

        await log.AppendAsync(EntryOf(officer, id, verdict, allowed: false), step: null, ct);
        return false;
    }

    private async Task<bool> JudgeAsync(OversightDb db, OfficerSession officer, string id, SignalVerdict verdict, string note, CancellationToken ct)
    {
        if (await db.Signals.SingleOrDefaultAsync(row => row.Id == id && row.State == nameof(SignalVerdict.Open), ct) is not { } row)
        {
            return false;
        }

        (row.State, row.JudgedBy, row.JudgedAt, row.Note) = (verdict.ToString(), officer.Pseudonym, clock.GetUtcNow().UtcTicks, note);
        var now = (await ThresholdsAsync(db, officer.Organisation, ct)).First(rule => rule.Id == row.Rule);
        var start = rules.Of(row.Rule).Threshold;
        var next = verdict is SignalVerdict.FalseAlarm ? Math.Min(now.Threshold + now.Step, now.Most) : Math.Max(now.Threshold - now.Step, start);
        if (next != now.Threshold)
        {
            db.Tunings.Add(new TuningRow
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
                Organisation = officer.Organisation.Value,
                Rule = row.Rule,
                Before = now.Threshold,
                Threshold = next,
                Signal = row.Id,
                ChangedBy = officer.Pseudonym,
                ChangedAt = clock.GetUtcNow().UtcTicks,
            });
        }

        return true;
    }

    private static SignalRow RowOf(OrganisationId organisation, Signal signal) => new()
    {
        Id = Guid.CreateVersion7(signal.Moment).ToString("N"),
        Organisation = organisation.Value,
        Rule = signal.Rule,
        About = signal.About,
        Actor = signal.Actor,
        Moment = signal.Moment.UtcTicks,
        Expected = signal.Expected.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Seen = signal.Seen.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Entries = string.Join(' ', signal.Entries.Take(200)),
        State = nameof(SignalVerdict.Open),
    };

    private AuditEntry EntryOf(OfficerSession officer, string id, SignalVerdict verdict, bool allowed) => new()
    {
        Kind = AuditKind.Review,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = allowed ? AuditOutcome.Success : AuditOutcome.Deny,
        Actor = officer.Actor,
        Source = officer.Organisation,
        Details = new Dictionary<string, string> { ["act"] = "SIGNAL_" + verdict.ToString().ToUpperInvariant(), ["signal"] = id[..Math.Min(40, id.Length)] },
    };
}
