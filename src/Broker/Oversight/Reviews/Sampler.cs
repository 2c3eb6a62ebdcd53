using System.Buffers.Binary;
using System.Globalization;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight.Signals;

namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>Chooses which accesses of a month are reviewed. The same month gives the same choice, and nobody without the master key can foresee it.</summary>
public sealed class Sampler(SamplingPlan plan, MasterKey master)
{
    private const string Random = "RANDOM";

    /// <param name="month">Events of one organisation and one month, in order of time: all of them, or all of some persons.</param>
    /// <param name="drawn">What was drawn of the whole month at random (<see cref="DrawAsync"/>); null draws of the events given.</param>
    /// <returns>Index of the entry with the reasons it was chosen for.</returns>
    public IReadOnlyDictionary<long, IReadOnlyList<string>> Choose(string organisation, IReadOnlyList<LogEvent> month, IReadOnlySet<long>? drawn = null)
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

        var permitted = accesses.Where(access => !access.Refused).Select(access => access.Index).ToList();
        foreach (var index in drawn is not null ? permitted.Where(drawn.Contains) : permitted.OrderBy(index => (Rank(organisation, Random, index), index)).Take((int)HowMany(permitted.Count)))
        {
            Add(chosen, index, Random);
        }

        return chosen.ToDictionary(each => each.Key, each => (IReadOnlyList<string>)each.Value);
    }

    /// <summary>The part of a month that is drawn at random: those whose keyed hashes are the lowest. Keeps no more than it draws.</summary>
    /// <param name="count">How many accesses were permitted.</param>
    /// <param name="permitted">Their indexes.</param>
    public async Task<IReadOnlySet<long>> DrawAsync(string organisation, long count, IAsyncEnumerable<long> permitted)
    {
        var (most, lowest) = (HowMany(count), new PriorityQueue<long, (uint, long)>(Comparer<(uint, long)>.Create((one, other) => other.CompareTo(one))));
        await foreach (var index in permitted)
        {
            lowest.Enqueue(index, (Rank(organisation, Random, index), index));
            if (lowest.Count > most)
            {
                lowest.Dequeue();   // the highest of them
            }
        }

        return lowest.UnorderedItems.Select(item => item.Element).ToHashSet();
    }

    private long HowMany(long permitted) => Math.Max(plan.RandomAtLeast, permitted * plan.RandomPercent / 100);

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
