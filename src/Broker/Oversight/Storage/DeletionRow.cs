namespace ZioExchange.Broker.Oversight.Storage;

/// <summary>Table oversight_deletions. One row certifies that what was received on a matrix row up to a day is gone. Added only.</summary>
internal sealed class DeletionRow
{
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string MatrixRow { get; set; }

    public required string ReceivedUntil { get; set; }

    public required string Method { get; set; }

    public required string CertifiedBy { get; set; }

    public required long CertifiedAt { get; set; }

    public required long Entry { get; set; }
}
