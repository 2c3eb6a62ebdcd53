using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Which nodes of the targets of one context are to be written, for the element at hand.</summary>
/// <remarks>Worked out upwards from the rows that gave something, because most nodes of a table stay empty in most elements.</remarks>
internal sealed class Liveness(int nodes)
{
    private const byte Live = 1;
    private const byte Content = 2;

    private readonly byte[] _marks = new byte[nodes];

    /// <summary>Whether the node with this number is there.</summary>
    public bool Has(int number) => _marks[number] != 0;

    /// <summary>Whether an entry that stands by itself is worth adding: a default alone is not.</summary>
    public bool IsWorthAdding(TargetNode entry) => entry.HasContent ? (_marks[entry.Number] & Content) != 0 : Has(entry.Number);

    /// <summary>Begins anew, from what holds for every element.</summary>
    public void Begin(Liveness standing) => standing._marks.AsSpan().CopyTo(_marks);

    /// <summary>A row gave something.</summary>
    public void Give(RowPlan row) => Give(row.Marks, row.CarriesContent);

    /// <summary>Contexts below gave entries of an array.</summary>
    public void GiveEntries(TargetNode array) => Give(array.Marks(hasContent: true), hasContent: true);

    private void Give(int[] numbers, bool hasContent)
    {
        var mark = hasContent ? (byte)(Live | Content) : Live;
        foreach (var number in numbers)
        {
            _marks[number] |= mark;
        }
    }
}
