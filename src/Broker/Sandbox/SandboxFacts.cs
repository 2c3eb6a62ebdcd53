namespace ZioExchange.Broker.Sandbox;

/// <summary>What the broker needs to know of one child to decide. Mirrors law/case.schema.json; organisations by client name, people by persona.</summary>
/// <remarks>
/// <para><c>Residence</c>: Client name of the gemeente.</para>
/// <para><c>Flags</c>: PROTECTED_LOCATION, CONFLICT, RESTRICTED:category and kin.</para>
/// <para><c>Zorgkantoor</c>: Client name.</para>
/// </remarks>
public sealed record SandboxFacts(
    RecordedFact<DateOnly> BirthDate,
    RecordedFact<string> Residence,
    RecordedFact<SandboxEnrolment> School,
    IReadOnlyList<RecordedFact<SandboxMeasure>> Measures,
    IReadOnlyList<RecordedFact<string>> Flags,
    IReadOnlyList<RecordedFact<SandboxAuthority>> Authority,
    RecordedFact<string> Zorgkantoor);
