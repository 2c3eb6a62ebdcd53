namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table notices. Something of which a person was told, or is about to be: so that nobody is told twice, however many nodes look.</summary>
public sealed class NoticeRow
{
    /// <summary>Keyed hash of person and thing: the row does not say what waits.</summary>
    public required byte[] Lookup { get; init; }

    public required string ChildId { get; init; }

    public required string PersonId { get; init; }

    /// <summary>CODE, or the kind of what waits: never more than that.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required int Attempts { get; init; }

    /// <summary>WAITS, SENT, ALONG (another notice of that moment told it), GIVEN_UP or LAPSED.</summary>
    public required string Outcome { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When it is tried next; null when it is not.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
