namespace ZioExchange.Broker.Sandbox;

/// <summary>Where a child goes to school. The shape of <c>child.school</c> in law/case.schema.json, with client names for organisations.</summary>
/// <remarks>
/// <para><c>School</c>: Client name; null when not enrolled anywhere.</para>
/// <para><c>Type</c>: PO, SBO, SO, VO, VSO, INSTELLING_C1, INSTELLING_C2 or GEEN.</para>
/// <para><c>RegisteredAt</c>: School where the child is registered (aangemeld) and not yet enrolled.</para>
/// <para><c>Swv</c>: SWV of the school of enrolment; null in cluster 1 and 2.</para>
/// <para><c>ResidenceSwv</c>: Competent SWV where the child is not enrolled.</para>
/// </remarks>
public sealed record SandboxEnrolment(string? School, string Type, string? RegisteredAt, string? Swv, string? ResidenceSwv)
{
    public bool Enrolled => School is not null;

    public bool Registered => RegisteredAt is not null;
}
