using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>Where the child goes to school on the day.</summary>
/// <param name="Organisation">The school of enrolment, or the last one known when <paramref name="Enrolled"/> is false.</param>
/// <param name="RegisteredAt">The school where the child is registered (aangemeld) but not yet enrolled.</param>
/// <param name="Swv">The samenwerkingsverband of the school of enrolment.</param>
public sealed record SchoolPlacement(OrganisationId? Organisation, SchoolKind Kind, bool Enrolled, OrganisationId? RegisteredAt, OrganisationId? Swv)
{
    /// <summary>It is recorded that the child is registered nowhere; silence about it is something else.</summary>
    public bool RegisteredNowhere { get; init; }

    /// <summary>An institution of cluster 1 or 2: it has no SWV and its own rule (WEC 41 lid 8).</summary>
    public bool IsInstelling => Kind is SchoolKind.InstellingCluster1 or SchoolKind.InstellingCluster2;

    /// <summary>Whether a school has the child: enrolled now, or registered (aangemeld). A school that it left has it no more.</summary>
    public bool IsWith(OrganisationId school) => RegisteredAt == school || (Enrolled && Organisation == school);
}
