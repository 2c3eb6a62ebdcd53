using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>Finds what an incident touched, keeps it as it was known then, and records the decision to report. The privacy officer decides; the FG advises.</summary>
/// <remarks>The slice is read a day at a time: the first days while the officer waits, the others in the background, and on from where it was after a stop.</remarks>
public sealed partial class IncidentBook(
    BrokerDatabase database, LogReader reader, OversightLog log, ChildNames names, MasterKey master, OfficerActs acts, TimeProvider clock, ILogger<IncidentBook> logger)
{
    private static readonly TimeSpan Term = TimeSpan.FromHours(72);
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);

    /// <param name="search">Period, other organisation, employee and key.</param>
    /// <returns>The incident's id, its facts known as far as they were found within a second; null when it names a key that nobody registered.</returns>
    public async Task<string?> OpenAsync(OfficerSession officer, LogSearch search, CancellationToken ct)
    {
        search = await log.WithKeysAsync(search, ct);
        if (search.Thumbprints is { Count: 0 })
        {
            return null;
        }

        await log.LookAsync(officer, "INCIDENT", null, null, search.Codes(), ct);
        var started = clock.GetTimestamp();
        var id = Guid.NewGuid().ToString("N");
        await using var db = new OversightDb(database);
        db.Incidents.Add(new IncidentRow
        {
            Id = id,
            Organisation = officer.Organisation.Value,
            KnownAt = clock.GetUtcNow().UtcTicks,
            Question = string.Join(' ', search.Codes().Select(code => $"{code.Key}={code.Value}")),
            Facts = JsonSerializer.Serialize(new IncidentTally().ToScope(), BrokerJson.CamelCase),
            State = "WAITING",
            Search = JsonSerializer.Serialize(search, BrokerJson.CamelCase),
            ResumeAt = DutchTime.Iso(search.From),
        });
        await db.SaveChangesAsync(ct);
        while (clock.GetElapsedTime(started) < AtOnce && await db.Incidents.AsNoTracking().SingleAsync(row => row.Id == id, ct) is { ResumeAt: not null } row)
        {
            await StepAsync(db, row, ct);
        }

        return id;
    }

    /// <returns>Null when it is not there for this officer's organisation.</returns>
    public async Task<Incident?> FindAsync(OfficerSession officer, string id, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        return await db.Incidents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value, ct) is { } row ? Of(row) : null;
    }

    public async Task<IReadOnlyList<Incident>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Incidents.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value).OrderByDescending(row => row.KnownAt).Take(50).ToListAsync(ct);
        return [.. rows.Select(Of)];
    }

    /// <returns>False for an FG, without a reason, or when it was decided already.</returns>
    public async Task<bool> DecideAsync(OfficerSession officer, string id, bool reported, string? because, CancellationToken ct)
    {
        if (officer.Role is not OfficerRole.PrivacyOfficer || string.IsNullOrWhiteSpace(because) || because.Length > 2000)
        {
            return false;
        }

        var decision = reported ? "REPORTED" : "NOT_REPORTED";
        return await acts.DoAsync(officer, "INCIDENT_" + decision, new Dictionary<string, string> { ["incident"] = id }, DecideAsync, ct);

        async Task<bool> DecideAsync(OversightDb db, CancellationToken stop)
        {
            if (await db.Incidents.SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value && row.Decision == null, stop) is not { } row)
            {
                return false;
            }

            (row.Decision, row.Because, row.DecidedBy, row.DecidedAt) = (decision, because.Trim(), officer.Pseudonym, clock.GetUtcNow().UtcTicks);
            return true;
        }
    }

    /// <summary>Reads one day of the oldest incident that is not done; false when nothing waits.</summary>
    public async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        if (await db.Incidents.AsNoTracking().Where(row => row.ResumeAt != null).OrderBy(row => row.KnownAt).FirstOrDefaultAsync(ct) is not { } row)
        {
            return false;
        }

        await StepAsync(db, row, ct);
        return true;
    }

    private async Task StepAsync(OversightDb db, IncidentRow row, CancellationToken ct)
    {
        var (state, resume, facts, found) = ("FAILED", (string?)null, row.Facts, (byte[]?)null);
        try
        {
            var search = JsonSerializer.Deserialize<LogSearch>(row.Search!, BrokerJson.CamelCase)!;
            var tally = row.Found is { } sealedTally ? JsonSerializer.Deserialize<IncidentTally>(master.Unwrap(sealedTally, Label(row.Id)), BrokerJson.CamelCase)! : new IncidentTally();
            var day = DutchTime.Day(row.ResumeAt!);
            await AddDayAsync(tally, new OrganisationId(row.Organisation), search, day, ct);
            facts = JsonSerializer.Serialize(tally.ToScope(), BrokerJson.CamelCase);
            state = "DONE";
            if (day < search.Until)
            {
                (state, resume, found) = ("RUNNING", DutchTime.Iso(day.AddDays(1)), master.Wrap(JsonSerializer.SerializeToUtf8Bytes(tally, BrokerJson.CamelCase), Label(row.Id)));
            }
        }
        catch (Exception fault) when (!DatabaseTrouble.IsIn(fault) && (fault is JsonException or CryptographicException or InvalidOperationException or ArgumentException or FormatException))
        {
            // What cannot be read now could not be read again either, and would hold up every incident after it: it ends in sight of who asked.
            IncidentFailed(logger, row.Id, fault.GetType().Name);
        }

        // Another node may have done this day first: then this one counts for nothing.
        var from = row.ResumeAt;
        await db.Incidents.Where(other => other.Id == row.Id && other.ResumeAt == from)
            .ExecuteUpdateAsync(other => other.SetProperty(job => job.State, state).SetProperty(job => job.ResumeAt, resume).SetProperty(job => job.Facts, facts).SetProperty(job => job.Found, found), ct);
    }

    private async Task AddDayAsync(IncidentTally tally, OrganisationId organisation, LogSearch search, DateOnly day, CancellationToken ct)
    {
        var children = new HashSet<ChildReference>();
        await foreach (var record in reader.AllAsync(search.ToQuery(organisation, null, glassesCounted: false) with { From = DutchTime.StartOf(day), To = DutchTime.StartOf(day.AddDays(1)) }, ct))
        {
            if (search.Fits(record) && tally.Add(record) is { } child)
            {
                children.Add(child);
            }
        }

        tally.ChildNames.UnionWith((await names.NamesAsync(organisation, children, ct)).Values);
    }

    private static string Label(string id) => "oversight-incident/" + id;

    private static Incident Of(IncidentRow row)
    {
        var known = new DateTimeOffset(row.KnownAt, TimeSpan.Zero);
        var search = row.Search is { } kept ? JsonSerializer.Deserialize<LogSearch>(kept, BrokerJson.CamelCase) : null;
        var all = search is null ? 0 : search.Until.DayNumber - search.From.DayNumber + 1;
        return new Incident(row.Id, known, known + Term, row.Question, JsonSerializer.Deserialize<IncidentScope>(row.Facts, BrokerJson.CamelCase)!, row.Decision, row.Because)
        {
            State = row.State,
            Days = search is null || row.ResumeAt is null ? all : DutchTime.Day(row.ResumeAt).DayNumber - search.From.DayNumber,
            AllDays = all,
        };
    }

    [LoggerMessage(6002, LogLevel.Error, "Incident {Incident} could not be scoped: {Fault}; who asked sees it and may ask again")]
    private static partial void IncidentFailed(ILogger logger, string incident, string fault);
}
