namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table opp_voices. What one person said about the guidance in an OPP; the newest counts, none is changed.</summary>
public sealed class OppVoiceRow
{
    public required Guid Id { get; init; }

    public required Guid QuestionId { get; init; }

    public required string PersonId { get; init; }

    /// <summary>AGREES, DISAGREES or HEARD.</summary>
    public required string Said { get; init; }

    /// <summary>In the person's own words, encrypted under the child's key; null for none.</summary>
    public required byte[]? Words { get; init; }

    public required DateTimeOffset At { get; init; }
}
