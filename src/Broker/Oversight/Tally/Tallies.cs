using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Tally;

/// <summary>The counts of one organisation, for charts and reports. Reads no log entry.</summary>
public sealed class Tallies(BrokerDatabase database)
{
    /// <summary>One count for every day from first to last, also where nothing happened.</summary>
    public async Task<IReadOnlyList<DayCount>> PerDayAsync(OfficerSession officer, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var hours = await HoursAsync(officer, first, last, ct);
        var perDay = hours.GroupBy(row => DateOnly.FromDateTime(DutchTime.Of(row.Hour).DateTime))
            .ToDictionary(day => day.Key, day => new DayCount(day.Key, day.Sum(row => row.Permitted), day.Sum(row => row.Refused), day.Sum(row => row.Broken)));
        var days = Math.Clamp(last.DayNumber - first.DayNumber + 1, 0, 366);
        return [.. Enumerable.Range(0, days).Select(first.AddDays).Select(day => perDay.GetValueOrDefault(day) ?? new DayCount(day, 0, 0, 0))];
    }

    /// <returns>[weekday, hour]: Monday is 0; hours on a Dutch clock.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<long>>> HeatAsync(OfficerSession officer, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var heat = Enumerable.Range(0, 7).Select(_ => new long[24]).ToArray();
        foreach (var row in await HoursAsync(officer, first, last, ct))
        {
            var local = DutchTime.Of(row.Hour);
            heat[((int)local.DayOfWeek + 6) % 7][local.Hour] += row.Permitted + row.Refused + row.Broken;
        }

        return heat;
    }

    private async Task<List<HourRow>> HoursAsync(OfficerSession officer, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var (from, to) = (DutchTime.StartOf(first).UtcTicks, DutchTime.StartOf(last.AddDays(1)).UtcTicks);
        await using var db = new OversightDb(database);
        return await db.Hours.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value && row.Hour >= from && row.Hour < to).ToListAsync(ct);
    }
}
