namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table pushed_dossiers. What a source sent, while its recipient has not taken it. The content is emptied then.</summary>
public sealed class PushedDossierRow
{
    /// <summary>The receipt.</summary>
    public required Guid Id { get; init; }

    public required string ChildId { get; init; }

    public required string Sender { get; init; }

    public required string Recipient { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The Bundle, encrypted under the child's key; empty when it was taken or is too old.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>The role at the recipient that it was sent to.</summary>
    public required string Role { get; init; }

    /// <summary>The categories that are in it, separated by spaces.</summary>
    public required string Categories { get; init; }

    /// <summary>The consents it was sent under, separated by spaces; read only by nodes of an older version, beside which this one may run.</summary>
    public required string RestsOn { get; init; }

    /// <summary>How often the broker tried to bring it.</summary>
    public int Attempts { get; set; }

    /// <summary>When the broker tries next; null when it does not: nobody gave an address, or it was taken.</summary>
    public DateTimeOffset? NextAt { get; set; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset KeepUntil { get; init; }

    public DateTimeOffset? TakenAt { get; set; }
}
