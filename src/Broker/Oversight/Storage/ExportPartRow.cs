namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_export_parts. A piece of a file, sealed by the master key.</summary>
internal sealed class ExportPartRow
{
    public required string Export { get; set; }

    public required long Part { get; set; }

    public required byte[] Body { get; set; }
}
