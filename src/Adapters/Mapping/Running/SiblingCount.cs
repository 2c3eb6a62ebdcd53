namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>How many elements of one name an element has: known only when it closes, and then decides whether paths carry an index.</summary>
internal sealed class SiblingCount
{
    public int Count { get; set; }
}
