namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>A family as written down: what differs between families stands here, what follows from it is assembled.</summary>
internal sealed record FamilyPlan(int Number, string Shape, string GivenName, string FamilyName, bool IsMale, DateOnly Birth)
{
    public string? Prefix { get; init; }

    public required string Gemeente { get; init; }

    /// <summary>School that holds the dossier.</summary>
    public required string School { get; init; }

    public required SandboxEnrolment Enrolment { get; init; }

    /// <summary>Discriminator of the BRP answer.</summary>
    public required string GezagType { get; init; }

    public bool InOnderzoek { get; init; }

    public bool SecretAddress { get; init; }

    public required AdultPlan[] Adults { get; init; }

    public required SandboxCare Care { get; init; }

    public SandboxMeasure[] Measures { get; init; } = [];

    public string[] Flags { get; init; } = [];

    public AnswerPlan[] Answers { get; init; } = [];

    /// <summary>Purposes for which the school made a request to the SWV.</summary>
    public string[] Requests { get; init; } = [];

    /// <summary>Purpose of an overstap for which the parents saw the dossier; null for none.</summary>
    public string? Inzage { get; init; }
}
