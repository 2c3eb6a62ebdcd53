using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>Disclosures to the own organisation whose people were not yet informed (AVG art. 14), by child, and the record that they were.</summary>
public sealed class InformingBook(BrokerDatabase database, OversightLog log, OfficerActs acts, TimeProvider clock)
{
    private const string Duty = "INFORM_SUBJECT_ART13_14";
    private const string Deferrable = "DEFERRABLE_NOTICE";
    private static readonly TimeSpan Period = TimeSpan.FromDays(92);

    /// <summary>How somebody was told, or why that was not needed (art. 14 lid 5).</summary>
    public static IReadOnlyList<string> Ways { get; } = ["LETTER", "TALK", "KNOWN_ALREADY", "EXEMPT_BY_LAW"];

    /// <summary>Of the last 92 days, most urgent first.</summary>
    public async Task<IReadOnlyList<InformingDuty>> OpenAsync(OfficerSession officer, CancellationToken ct)
    {
        var own = officer.Organisation.Value;
        await using var db = new OversightDb(database);
        var told = (await db.Informed.AsNoTracking().Where(row => row.Organisation == own).Select(row => row.Entry).ToListAsync(ct)).ToHashSet();
        var open = new List<(ChildReference Child, LogRecord Record)>();
        await foreach (var record in log.AllAsync(officer, new LogQuery { Kind = AuditKind.Disclosure, From = clock.GetUtcNow() - Period }, ct))
        {
            if (record.Recipient == own && record.Entry is { Child: { } child } entry && !told.Contains(record.Index) && entry.Obligations.Any(IsDuty))
            {
                open.Add((child, record));
            }
        }

        return [.. open.GroupBy(each => each.Child).Select(child => DutyOf(child.Key, [.. child.Select(each => each.Record)])).OrderBy(duty => duty.Due)];
    }

    /// <param name="through">The newest entry that the officer saw: what came after it the family was not told of.</param>
    /// <returns>How many disclosures are settled; 0 for an FG, an unknown way, or a child of whom nothing is open.</returns>
    public async Task<int> ToldAsync(OfficerSession officer, ChildReference child, string? how, long through, CancellationToken ct)
    {
        if (officer.Role is not OfficerRole.PrivacyOfficer || how is null || !Ways.Contains(how)
            || (await OpenAsync(officer, ct)).FirstOrDefault(duty => duty.Child == child) is not { } duty
            || duty.Entries.Where(entry => entry <= through).ToList() is not { Count: > 0 } told)
        {
            return 0;
        }

        var codes = new Dictionary<string, string> { ["how"] = how, ["count"] = told.Count.ToString(CultureInfo.InvariantCulture) };
        return await acts.DoAsync(officer, "SUBJECT_INFORMED", codes, AddAsync, ct, child) ? told.Count : 0;

        async Task<bool> AddAsync(OversightDb db, CancellationToken stop)
        {
            if (await db.Informed.AnyAsync(row => row.Organisation == officer.Organisation.Value && told.Contains(row.Entry), stop))
            {
                return false;   // a colleague was first
            }

            db.Informed.AddRange(told.Select(entry => new InformedRow
            {
                Organisation = officer.Organisation.Value,
                Entry = entry,
                How = how,
                ToldBy = officer.Pseudonym,
                ToldAt = clock.GetUtcNow().UtcTicks,
            }));
            return true;
        }
    }

    private static InformingDuty DutyOf(ChildReference child, IReadOnlyList<LogRecord> records)
    {
        var oldest = DutchTime.DayOf(records.Min(record => record.Moment));
        return new InformingDuty(
            child, [.. records.Select(record => record.Index)], oldest, oldest.AddMonths(1), [.. records.Select(record => record.Source).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            records.Any(record => record.Entry!.Obligations.Contains(Deferrable)));
    }

    private static bool IsDuty(string obligation) => obligation.StartsWith(Duty, StringComparison.Ordinal);
}
