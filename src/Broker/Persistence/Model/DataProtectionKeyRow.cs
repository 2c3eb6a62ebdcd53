namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table data_protection_keys. A key that protects cookies and form tokens, shared by all nodes.</summary>
public sealed class DataProtectionKeyRow
{
    public required string Name { get; init; }

    /// <summary>The key ring element, encrypted by the master key.</summary>
    public required string Xml { get; init; }
}
