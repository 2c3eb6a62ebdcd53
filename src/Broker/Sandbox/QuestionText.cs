namespace ZioExchange.Broker.Sandbox;

/// <summary>A question as a partner writes it.</summary>
/// <param name="Justification">Not null makes it an emergency.</param>
internal sealed record QuestionText(
    SandboxIdentifier Subject,
    string Purpose,
    string Role,
    string Practitioner,
    IReadOnlyList<string> Categories,
    IReadOnlyList<SandboxIdentifier> Sources,
    IReadOnlyList<SandboxIdentifier> Requests,
    string? Justification);
