using System.Buffers;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Entries of one array, written by contexts below the one that keeps them.</summary>
internal sealed class FragmentList
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<int> _ends = [];

    public int Count => _ends.Count;

    public void Add(ReadOnlySpan<byte> entry)
    {
        _bytes.Write(entry);
        _ends.Add(_bytes.WrittenCount);
    }

    /// <summary>Empty again. False when it has grown too large to keep.</summary>
    public bool Forget()
    {
        _bytes.Clear();
        _ends.Clear();
        return _bytes.Capacity <= 65_536;
    }

    public ReadOnlySpan<byte> At(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.WrittenSpan[start.._ends[index]];
    }
}
