using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>Finds what an incident touched, keeps it as it was known then, and records the decision to report. The privacy officer decides; the FG advises.</summary>
public sealed class IncidentBook(BrokerDatabase database, OversightLog log, ChildNames names, OfficerActs acts, TimeProvider clock)
{
    private static readonly TimeSpan Term = TimeSpan.FromHours(72);

    /// <param name="search">Period, other organisation, employee and key; the whole slice is read, however long that takes.</param>
    /// <returns>Null when it names a key that nobody registered.</returns>
    public async Task<string?> OpenAsync(OfficerSession officer, LogSearch search, CancellationToken ct)
    {
        search = await log.WithKeysAsync(search, ct);
        if (search.Thumbprints is { Count: 0 })
        {
            return null;
        }

        await log.LookAsync(officer, "INCIDENT", null, null, search.Codes(), ct);
        var scope = await ScopeAsync(officer, search, ct);
        var id = Guid.NewGuid().ToString("N");
        await using var db = new OversightDb(database);
        db.Incidents.Add(new IncidentRow
        {
            Id = id,
            Organisation = officer.Organisation.Value,
            KnownAt = clock.GetUtcNow().UtcTicks,
            Question = string.Join(' ', search.Codes().Select(code => $"{code.Key}={code.Value}")),
            Facts = JsonSerializer.Serialize(scope, BrokerJson.CamelCase),
        });
        await db.SaveChangesAsync(ct);
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

        await using var db = new OversightDb(database);
        if (await db.Incidents.SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value && row.Decision == null, ct) is not { } row)
        {
            return false;
        }

        (row.Decision, row.Because, row.DecidedBy, row.DecidedAt) = (reported ? "REPORTED" : "NOT_REPORTED", because.Trim(), officer.Pseudonym, clock.GetUtcNow().UtcTicks);
        await acts.WriteAsync(officer, "INCIDENT_" + row.Decision, new Dictionary<string, string> { ["incident"] = id }, ct);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<IncidentScope> ScopeAsync(OfficerSession officer, LogSearch search, CancellationToken ct)
    {
        var known = new HashSet<ChildReference>();
        var (children, categories, recipients, sources, employees) = (new HashSet<string>(), new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), new HashSet<string>());
        long count = 0, broken = 0;
        DateTimeOffset? first = null, last = null;
        await foreach (var record in log.AllAsync(officer, await log.QueryAsync(officer, search, null, ct), ct))
        {
            if (!Left(record) || !search.Fits(record))
            {
                continue;
            }

            count++;
            broken += LogActs.IsBreakGlass(record) ? 1 : 0;
            (first, last) = (record.Moment, last ?? record.Moment);
            children.Add(record.Subject ?? $"erased-{record.Index}");
            if (record.Entry?.Child is { } child)
            {
                known.Add(child);
            }

            recipients.Add(record.Recipient ?? "");
            sources.Add(record.Source ?? "");
            employees.Add(record.Actor?.Pseudonym ?? "");
            categories.UnionWith((record.Entry?.CategoriesPermitted ?? []).Select(category => category.Code));
        }

        var named = await names.NamesAsync(officer, known, ct);
        return new IncidentScope(count, children.Count, [.. categories], [.. recipients], [.. sources], employees.Count, broken, first is { } f ? DutchTime.Text(f) : null, last is { } l ? DutchTime.Text(l) : null)
        {
            ChildNames = [.. named.Values.Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Something left, or a message that waited was fetched. What was refused, or found nothing at its source, did not.</summary>
    private static bool Left(LogRecord record) =>
        (LogActs.IsDecision(record.Kind) && record.Outcome != nameof(AuditOutcome.Deny) && record.Entry?.Details.ContainsKey("undelivered") is not true)
        || (record.Kind == nameof(AuditKind.Notification) && record.Entry?.Details.GetValueOrDefault("act") is "MESSAGE_FETCHED");

    private static Incident Of(IncidentRow row)
    {
        var known = new DateTimeOffset(row.KnownAt, TimeSpan.Zero);
        return new Incident(row.Id, known, known + Term, row.Question, JsonSerializer.Deserialize<IncidentScope>(row.Facts, BrokerJson.CamelCase)!, row.Decision, row.Because);
    }
}
