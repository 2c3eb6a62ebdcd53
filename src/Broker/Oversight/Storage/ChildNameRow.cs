namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_children. The name of a child for the officers of one organisation.</summary>
internal sealed class ChildNameRow
{
    public required string Organisation { get; set; }

    public required string Pseudonym { get; set; }

    public required string Child { get; set; }
}
