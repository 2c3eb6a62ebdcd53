using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>One element of a context while it is open, and as long after as its rows wait for values from above.</summary>
internal sealed class Frame
{
    private const int MostKept = 8192;

    /// <summary>Per resource and row: it is in the resource, which may yet be left out.</summary>
    private readonly List<(int Place, int Row)> _held = [];

    private char[] _text = new char[256];
    private int _length;
    private CapturedValue[] _values = new CapturedValue[16];
    private int _count;
    private (int First, int Last)[] _slots = [];
    private int[] _filled = [];
    private int _filledCount;

    public ContextPlan Plan { get; private set; } = null!;

    public Frame? Parent { get; private set; }

    public int Ordinal { get; private set; }

    public SiblingCount? Siblings { get; private set; }

    /// <summary>Slots that are complete, whether they hold a value or not.</summary>
    public bool[] Resolved { get; private set; } = [];

    /// <summary>Frames below whose rows wait until this one closes.</summary>
    public List<Frame> Waiting { get; } = [];

    /// <summary>The frame this one must wait for because of a frame below it.</summary>
    public Frame? WaitsFor { get; set; }

    /// <summary>Per resource of the context: the categories of what it holds so far.</summary>
    public ulong[] Categories { get; private set; } = [];

    /// <summary>Per resource: something secret was left out of it.</summary>
    public bool[] Restricted { get; private set; } = [];

    /// <summary>Per resource: it is there, decided when the rows of this frame have run.</summary>
    public bool[] Exists { get; private set; } = [];

    public FragmentList?[] Fragments { get; private set; } = [];

    public void Open(ContextPlan plan, Frame? parent, int ordinal, SiblingCount? siblings)
    {
        (Plan, Parent, Ordinal, Siblings) = (plan, parent, ordinal, siblings);
        (_length, _count, _filledCount, WaitsFor) = (0, 0, 0, null);
        Waiting.Clear();
        _slots = _slots.Length == plan.SlotNodes.Count ? _slots : new (int, int)[plan.SlotNodes.Count];
        Array.Fill(_slots, (-1, -1));
        _filled = _filled.Length == _slots.Length ? _filled : new int[_slots.Length];
        Resolved = Cleared(Resolved, plan.SlotNodes.Count);
        Categories = Cleared(Categories, plan.Instances.Count);
        Restricted = Cleared(Restricted, plan.Instances.Count);
        Exists = Cleared(Exists, plan.Instances.Count);
        Fragments = Fragments.Length == plan.FragmentLists ? Fragments : new FragmentList?[plan.FragmentLists];
    }

    /// <summary>Nothing of the element stays behind. False when the buffers have grown too large to keep.</summary>
    public bool Forget()
    {
        Array.Clear(_text, 0, _length);
        Array.Clear(_values, 0, _count);
        (Parent, Siblings) = (null, null);
        _held.Clear();
        var isSmall = _text.Length <= MostKept && _values.Length <= MostKept;
        foreach (var list in Fragments)
        {
            isSmall &= list?.Forget() != false;
        }

        return isSmall;
    }

    public void Hold(int place, int row)
    {
        if (!_held.Contains((place, row)))
        {
            _held.Add((place, row));
        }
    }

    /// <summary>The resource is written: what it holds is released.</summary>
    public void Release(int place, bool[] released)
    {
        foreach (var (where, row) in _held)
        {
            if (where == place)
            {
                released[row] = true;
            }
        }
    }

    public Frame Up(int levels)
    {
        var frame = this;
        for (; levels > 0; levels--)
        {
            frame = frame.Parent!;
        }

        return frame;
    }

    public void Keep(int slot, ReadOnlySpan<char> text, CoverageNode? cover)
    {
        if (_length + text.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + text.Length));
        }

        if (_count == _values.Length)
        {
            Array.Resize(ref _values, _count * 2);
        }

        text.CopyTo(_text.AsSpan(_length));
        var last = _slots[slot].Last;
        var ordinal = last < 0 ? 0 : _values[last].Ordinal + 1;
        _values[_count] = new() { Start = _length, Length = text.Length, Next = -1, Ordinal = ordinal, Cover = cover };
        _length += text.Length;
        if (last >= 0)
        {
            _values[last].Next = _count;
        }
        else
        {
            _filled[_filledCount++] = slot;
        }

        _slots[slot] = (last < 0 ? _count : _slots[slot].First, _count);
        _count++;
    }

    /// <summary>The slots that hold a value.</summary>
    public ReadOnlySpan<int> Filled => _filled.AsSpan(0, _filledCount);

    /// <summary>Place of the first value of a slot, or -1.</summary>
    public int First(int slot) => _slots[slot].First;

    public ref readonly CapturedValue At(int value) => ref _values[value];

    public ReadOnlyMemory<char> Text(int value) => _text.AsMemory(_values[value].Start, _values[value].Length);

    private static T[] Cleared<T>(T[] array, int length)
    {
        if (array.Length != length)
        {
            return length == 0 ? [] : new T[length];
        }

        Array.Clear(array);
        return array;
    }
}
