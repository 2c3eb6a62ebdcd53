using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>What a partner asks with <c>$kind-dossier</c>, read and known by code, not yet judged.</summary>
/// <param name="Subject">The number by which the asker names the child.</param>
/// <param name="Practitioner">The asker's own identifier of the professional; a pseudonym.</param>
/// <param name="Categories">Empty asks for all of the row.</param>
/// <param name="Sources">Organisations asked for; empty asks all that the row allows.</param>
/// <param name="References">Records that open gates.</param>
public sealed record DossierQuestion(
    SubjectNumber Subject,
    Purpose Purpose,
    Role Role,
    string Practitioner,
    IReadOnlyList<DataCategory> Categories,
    IReadOnlyList<OrganisationId> Sources,
    IReadOnlyList<string> References,
    bool Emergency,
    string? Justification)
{
    /// <summary>In characters, whatever way the question comes in.</summary>
    public const int LongestJustification = 1000;
}
