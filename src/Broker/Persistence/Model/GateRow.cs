namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table gates. A record that opens a gate of the matrix: a school's request to its SWV, parents' inzage. Requests refer to it.</summary>
public sealed class GateRow
{
    /// <summary>Random reference, given to whoever may use it.</summary>
    public required string Reference { get; init; }

    /// <summary>Which gate: school_request, arrangement_application, parent_inzage.</summary>
    public required string Kind { get; init; }

    public required string ChildId { get; init; }

    /// <summary>The party that made the record, to whom it belongs.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The party that may refer to it.</summary>
    public required string MadeFor { get; init; }

    public required string Purpose { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
