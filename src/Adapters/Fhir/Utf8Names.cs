using System.Runtime.InteropServices;
using System.Text;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Finds a name among a fixed few by its UTF-8 bytes, without making a string: the inner loop of the validator.</summary>
/// <remarks>Length, first 8 and last 8 bytes tell names of up to 16 bytes apart; longer ones are compared in full.</remarks>
internal sealed class Utf8Names
{
    private readonly Entry[] _entries;
    private readonly byte[][] _names;
    private readonly int _shift;

    public Utf8Names(IReadOnlyList<string> names)
    {
        var bits = 2;
        while (1 << bits < names.Count * 2)
        {
            bits++;
        }

        _shift = 64 - bits;
        _entries = new Entry[1 << bits];
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        for (var i = 0; i < _names.Length; i++)
        {
            Add(_names[i], i);
        }
    }

    public static Utf8Names Empty { get; } = new([]);

    /// <summary>The place of the name in the list it was made from, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        var (head, tail) = Ends(name);
        var entries = _entries;
        for (var at = Slot(head, tail, name.Length); ; at = (at + 1) & (entries.Length - 1))
        {
            ref readonly var entry = ref entries[at];
            if (entry.Length == 0)
            {
                return -1;
            }

            if (entry.Head == head && entry.Tail == tail && entry.Length == name.Length
                && (name.Length <= 16 || name.SequenceEqual(_names[entry.Index])))
            {
                return entry.Index;
            }
        }
    }

    private static (ulong Head, ulong Tail) Ends(ReadOnlySpan<byte> name)
    {
        if (name.Length >= 8)
        {
            return (MemoryMarshal.Read<ulong>(name), MemoryMarshal.Read<ulong>(name[^8..]));
        }

        if (name.Length >= 4)
        {
            return (MemoryMarshal.Read<uint>(name), MemoryMarshal.Read<uint>(name[^4..]));
        }

        return name.Length == 0 ? (0, 0) : (name[0], (uint)(name[name.Length / 2] << 8 | name[^1]));
    }

    private int Slot(ulong head, ulong tail, int length) =>
        (int)(((head ^ ((tail << 29) | (tail >> 35)) ^ (ulong)length) * 0x9E3779B97F4A7C15UL) >> _shift);

    private void Add(byte[] name, int index)
    {
        var (head, tail) = Ends(name);
        var at = Slot(head, tail, name.Length);
        while (_entries[at].Length != 0)
        {
            at = (at + 1) & (_entries.Length - 1);
        }

        _entries[at] = new Entry(head, tail, name.Length, index);
    }

    private readonly record struct Entry(ulong Head, ulong Tail, int Length, int Index);
}
