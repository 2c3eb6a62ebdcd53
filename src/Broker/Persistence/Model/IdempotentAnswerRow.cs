namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table idempotent_answers. What a repeated request with the same Idempotency-Key gets again, for a day.</summary>
public sealed class IdempotentAnswerRow
{
    public required string OrganisationId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body: the same key with another request is refused.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>Of the answer; 0 while the request runs, 1 when nobody knows how it ended.</summary>
    public required int Status { get; set; }

    /// <summary>The answer, encrypted; until there is one, the trace id of the request.</summary>
    public required string Body { get; set; }

    public required string? Location { get; init; }

    public required DateTimeOffset KeepUntil { get; set; }
}
