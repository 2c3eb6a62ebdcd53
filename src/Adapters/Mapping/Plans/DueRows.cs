using System.Numerics;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Tells which rows of a context can give something, by the values that an element holds. Most rows of a table find nothing in most elements.</summary>
internal sealed class DueRows
{
    private readonly ulong[] _always;
    private readonly ulong[]?[] _bySlot;
    private readonly SharedGuard[] _shared;
    private readonly Guard[][] _own;

    public DueRows(RowPlan[] rows, int slots)
    {
        Words = (rows.Length + 63) / 64;
        _always = new ulong[Words];
        _bySlot = new ulong[]?[slots];
        for (var at = 0; at < rows.Length; at++)
        {
            if (Waker(rows[at]) is { } woken)
            {
                foreach (var slot in woken)
                {
                    Set(_bySlot[slot] ??= new ulong[Words], at);
                }
            }
            else
            {
                Set(_always, at);
            }
        }

        _shared = SharedGuard.Among(rows);
        _own = [.. rows.Select((row, at) => row.Guards.Where(guard => !Array.Exists(_shared, shared => shared.Covers(row, at, guard))).ToArray())];
    }

    /// <summary>Length of a set of rows.</summary>
    public int Words { get; }

    /// <summary>Fills the set with the rows that are due whatever the element holds.</summary>
    public void Begin(Span<ulong> due) => _always.CopyTo(due);

    /// <summary>Adds the rows that a value in this slot makes due.</summary>
    public void Wake(int slot, Span<ulong> due)
    {
        if (_bySlot[slot] is { } rows)
        {
            for (var word = 0; word < rows.Length; word++)
            {
                due[word] |= rows[word];
            }
        }
    }

    /// <summary>The guards that several rows have in common: to be tested before these rows run.</summary>
    public ReadOnlySpan<SharedGuard> Shared => _shared;

    /// <summary>The other guards of a row.</summary>
    public Guard[] Own(int row) => _own[row];

    /// <summary>Takes the next row out of the set; -1 when it is empty.</summary>
    public static int Next(Span<ulong> due, ref int word)
    {
        for (; word < due.Length; word++)
        {
            if (due[word] != 0)
            {
                var bit = BitOperations.TrailingZeroCount(due[word]);
                due[word] &= due[word] - 1;
                return (word * 64) + bit;
            }
        }

        return -1;
    }

    /// <summary>Slots of which one must hold a value for the row to give, say or mark anything; null when it may always.</summary>
    private static int[]? Waker(RowPlan row)
    {
        if (!SharedGuard.IsShareable(row))
        {
            return null;   // marks the resource as restricted, also without a value of its own
        }

        if (row.IsSilentWhenEmpty && Array.TrueForAll(row.Sources, slot => slot.Up == 0))
        {
            return [.. row.Sources.Select(slot => slot.Slot)];
        }

        foreach (var test in row.Guards.Where(guard => guard.Kind == GuardKind.When).SelectMany(guard => guard.Condition.Tests))
        {
            if (test.Operator != ConditionOperator.Absent && test.Left.Up == 0)
            {
                return [test.Left.Slot];
            }
        }

        return null;
    }

    internal static void Set(ulong[] rows, int at) => rows[at / 64] |= 1UL << (at % 64);
}
