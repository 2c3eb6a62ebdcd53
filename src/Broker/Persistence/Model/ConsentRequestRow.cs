namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table consent_requests. A question that a source puts to a family, from the moment somebody asked for it until it is answered, taken back or too old.</summary>
public sealed class ConsentRequestRow
{
    public required Guid Id { get; init; }

    public required string ChildId { get; init; }

    /// <summary>The organisation whose record it is about: the only one that puts the question.</summary>
    public required string Source { get; init; }

    /// <summary>Who wants it asked: the source itself, or a party that asked the source to.</summary>
    public required string AskedBy { get; init; }

    public required string Purpose { get; init; }

    /// <summary>Organisation ids separated by spaces.</summary>
    public required string Recipients { get; init; }

    /// <summary>Categories separated by spaces.</summary>
    public required string Categories { get; init; }

    /// <summary>Version of the text that the family reads; empty until the source puts the question.</summary>
    public required string TextVersion { get; set; }

    /// <summary>Last day of the consent that is asked for.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>Last day on which the family can answer.</summary>
    public required DateOnly AnswerBy { get; init; }

    /// <summary>AANGEVRAAGD, VOORGELEGD, BEANTWOORD or INGETROKKEN; that it expired follows from the day.</summary>
    public required string State { get; set; }

    /// <summary>Raised by each change: of two at once on what was read, one is made.</summary>
    public required int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }
}
