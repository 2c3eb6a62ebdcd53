using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Drafts;

/// <summary>Runs a drafted matrix over the recorded inputs of a month's decisions, own slice only, a day at a time. Nothing is released and no policy changes.</summary>
/// <remarks>Both answers are given by the rules: what the directory, the channel or a source refused beside the rules has no recorded inputs and is counted apart.</remarks>
public sealed class DraftBook(BrokerDatabase database, LogReader reader, Policy policy, DraftPolicies drafts, OversightLog log, TimeProvider clock)
{
    public const int LongestMatrix = 512 * 1024;
    private const int ChangesOfADay = 20;
    private const int ChangesShown = 200;

    /// <param name="month">As yyyy-MM, not in the future.</param>
    /// <returns>The run's id, or what is wrong with the draft; both empty when month or length cannot be.</returns>
    public async Task<(string? Id, IReadOnlyList<string> Faults)> AskAsync(OfficerSession officer, string? month, string? matrix, CancellationToken ct)
    {
        if (MonthOf(month) is not { } first || first > DutchTime.DayOf(clock.GetUtcNow()) || string.IsNullOrWhiteSpace(matrix) || matrix.Length > LongestMatrix)
        {
            return (null, []);
        }

        Policy draft;
        try
        {
            draft = drafts.Read(matrix);
        }
        catch (PolicyFaultsException fault)
        {
            return (null, fault.Faults);
        }

        await log.LookAsync(officer, "WHAT_IF", null, null, new Dictionary<string, string> { ["month"] = month!, ["draft"] = draft.Version }, ct);
        var id = Guid.NewGuid().ToString("N");
        await using var db = new OversightDb(database);
        db.DraftRuns.Add(new DraftRunRow
        {
            Id = id,
            Organisation = officer.Organisation.Value,
            AskedBy = officer.Pseudonym,
            AskedAt = clock.GetUtcNow().UtcTicks,
            Month = month!,
            Matrix = matrix,
            DraftVersion = draft.Version,
            State = "WAITING",
            ResumeAt = DutchTime.Iso(first),
        });
        await db.SaveChangesAsync(ct);
        return (id, []);
    }

    public async Task<IReadOnlyList<DraftRun>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.DraftRuns.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value).OrderByDescending(row => row.AskedAt).Take(20).ToListAsync(ct);
        var runs = new List<DraftRun>();
        foreach (var row in rows)
        {
            runs.Add(await RunOfAsync(db, row, ct));
        }

        return runs;
    }

    public async Task<DraftRun?> FindAsync(OfficerSession officer, string id, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var row = await db.DraftRuns.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value, ct);
        return row is null ? null : await RunOfAsync(db, row, ct);
    }

    /// <summary>Does one day of the oldest run that is not done; false when nothing waits.</summary>
    public async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        if (await db.DraftRuns.Where(row => row.State == "WAITING" || row.State == "RUNNING").OrderBy(row => row.AskedAt).FirstOrDefaultAsync(ct) is not { } row)
        {
            return false;
        }

        var day = DutchTime.Day(row.ResumeAt);
        if (await db.DraftDays.AnyAsync(done => done.Run == row.Id && done.Day == row.ResumeAt, ct))
        {
            return true;   // another node did this one and moves the run on
        }

        if (Read(row.Matrix) is not { } draft)
        {
            row.State = "FAILED";   // the lists beside the matrix changed since
            await db.SaveChangesAsync(ct);
            return true;
        }

        DraftDay found;
        try
        {
            found = await DayAsync(new OrganisationId(row.Organisation), draft, day, ct);
        }
        catch (Exception fault) when (!DatabaseTrouble.IsIn(fault) && (fault is JsonException or InvalidOperationException or ArgumentException or FormatException or KeyNotFoundException))
        {
            row.State = "FAILED";   // a recorded decision that this program cannot read: it would be so again, and hold up every run after it
            await db.SaveChangesAsync(ct);
            return true;
        }

        db.DraftDays.Add(new DraftDayRow { Run = row.Id, Day = row.ResumeAt, Body = JsonSerializer.Serialize(found, BrokerJson.CamelCase) });
        var next = day.AddDays(1);
        (row.State, row.ResumeAt) = (next.Month == day.Month ? "RUNNING" : "DONE", DutchTime.Iso(next));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node may have done this day first; anything else is for the next round.
            await using var again = new OversightDb(database);
            if (!await again.DraftDays.AnyAsync(done => done.Run == row.Id && done.Day == DutchTime.Iso(day), ct))
            {
                throw;
            }
        }

        return true;
    }

    private Policy? Read(string matrix)
    {
        try
        {
            return drafts.Read(matrix);
        }
        catch (PolicyFaultsException)
        {
            return null;
        }
    }

    private async Task<DraftDay> DayAsync(OrganisationId organisation, Policy draft, DateOnly day, CancellationToken ct)
    {
        long decided = 0, unrecorded = 0;
        var changes = new List<DraftChange>();
        await foreach (var record in reader.AllAsync(new LogQuery { Organisation = organisation, From = DutchTime.StartOf(day), To = DutchTime.StartOf(day.AddDays(1)) }, ct))
        {
            if (!LogActs.IsDecision(record.Kind))
            {
                continue;
            }

            if (record.Entry is not { Replay: { } recorded } entry || CaseFile.Read($"[{recorded}]").Single().Case is not { } item)
            {
                unrecorded++;
                continue;
            }

            decided++;
            var profile = entry.Profile == "GUIDANCE" ? PolicyProfile.Guidance : PolicyProfile.Strict;
            var answer = WhatIf.Ask(policy, profile, item.Request, item.Facts, item.Now, draft, []);
            if (answer.Changes)
            {
                changes.Add(new DraftChange(record.Index, record.Purpose, CodeOf(answer.Now), CodeOf(answer.Then), answer.Then.Reason.Code, Codes(answer.Gained), Codes(answer.Lost)));
            }
        }

        return new DraftDay(
            decided, unrecorded,
            [.. changes.GroupBy(change => (change.Purpose, change.Now, change.Then)).Select(same => new DraftGroup(same.Key.Purpose, same.Key.Now, same.Key.Then, same.Count()))],
            [.. changes.Take(ChangesOfADay)]);
    }

    private static async Task<DraftRun> RunOfAsync(OversightDb db, DraftRunRow row, CancellationToken ct)
    {
        var days = await db.DraftDays.AsNoTracking().Where(day => day.Run == row.Id).OrderBy(day => day.Day).Select(day => day.Body).ToListAsync(ct);
        var found = DraftDay.Sum(days.Select(body => JsonSerializer.Deserialize<DraftDay>(body, BrokerJson.CamelCase)!), ChangesShown);
        var first = MonthOf(row.Month)!.Value;
        return new DraftRun(row.Id, new DateTimeOffset(row.AskedAt, TimeSpan.Zero), row.Month, row.DraftVersion, row.State, days.Count, DateTime.DaysInMonth(first.Year, first.Month), found);
    }

    private static DateOnly? MonthOf(string? month) =>
        DutchTime.TryDay(month + "-01", out var first) && first.Year is > 2000 and < 2200 ? first : null;

    private static string CodeOf(Decision decision) => decision.Outcome.ToString().ToUpperInvariant();

    private static IReadOnlyList<string> Codes(IReadOnlyList<DataCategory> categories) => [.. categories.Select(category => category.Code)];
}
