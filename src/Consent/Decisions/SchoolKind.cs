namespace ZioExchange.Consent.Decisions;

/// <summary>The kind of education of the school of enrolment.</summary>
public enum SchoolKind
{
    None,
    Po,
    Sbo,
    So,
    Vo,
    Vso,
    InstellingCluster1,
    InstellingCluster2,
}
