using System.Buffers.Binary;
using System.Globalization;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight.Signals;

namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>Chooses which accesses of a month are reviewed. The same month gives the same choice, and nobody without the master key can foresee it.</summary>
public sealed class Sampler(SamplingPlan plan, MasterKey master)
{
    /// <param name="month">Events of one organisation and one month, in order of time.</param>
    /// <returns>Index of the entry with the reasons it was chosen for.</returns>
    public IReadOnlyDictionary<long, IReadOnlyList<string>> Choose(string organisation, IReadOnlyList<LogEvent> month)
    {
        var chosen = new Dictionary<long, List<string>>();
        var seen = new HashSet<(string?, string?)>();
        var denied = new HashSet<(string?, string?)>();
        var accesses = month.Where(each => each.IsDecision && each.Recipient == organisation).ToList();
        foreach (var access in accesses)
        {
            var key = (access.Actor, access.Child);
            if (access.Refused)
            {
                denied.Add(key);
                continue;
            }

            foreach (var risk in RisksOf(access, seen.Add(key), denied.Contains(key)).Where(risk => Draw(organisation, risk, access.Index) < plan.PercentOf(risk)))
            {
                Add(chosen, access.Index, risk);
            }
        }

        var permitted = accesses.Where(access => !access.Refused).ToList();
        var random = Math.Max(plan.RandomAtLeast, permitted.Count * plan.RandomPercent / 100);
        foreach (var access in permitted.OrderBy(access => Rank(organisation, "RANDOM", access.Index)).Take(random))
        {
            Add(chosen, access.Index, "RANDOM");
        }

        return chosen.ToDictionary(each => each.Key, each => (IReadOnlyList<string>)each.Value);
    }

    private IEnumerable<string> RisksOf(LogEvent access, bool first, bool deniedBefore)
    {
        var local = DutchTime.Of(access.Moment);
        (bool Applies, string Code)[] risks =
        [
            (access.BreakGlass, "BREAK_GLASS"),
            (access.ProtectedLocation, "PROTECTED_LOCATION"),
            (deniedBefore, "DENIED_THEN_PERMITTED"),
            (local.Hour < plan.OfficeFrom || local.Hour >= plan.OfficeUntil || local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, "AFTER_HOURS"),
            (first, "FIRST_TIME"),
            (access.Alike == 1, "OWN_STAFF_SURNAME"),
            (access.Alike > 1, "OWN_STAFF_ADDRESS"),
        ];
        return risks.Where(risk => risk.Applies).Select(risk => risk.Code);
    }

    private int Draw(string organisation, string reason, long index) => (int)(Rank(organisation, reason, index) % 100);

    private uint Rank(string organisation, string reason, long index) =>
        BinaryPrimitives.ReadUInt32BigEndian(master.Lookup("sample", organisation, reason, index.ToString(CultureInfo.InvariantCulture)));

    private static void Add(Dictionary<long, List<string>> chosen, long index, string reason)
    {
        if (!chosen.TryGetValue(index, out var reasons))
        {
            chosen[index] = reasons = [];
        }

        reasons.Add(reason);
    }
}
