using ZioExchange.Adapters.Sources;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Sandbox;

/// <summary>One party of the region. Names are made up; numbers fit their formats and belong to nobody.</summary>
/// <remarks>
/// <para><c>Client</c>: Client name of CONTRACT; also the key of its source system.</para>
/// <para><c>Identifiers</c>: The first is the one by which the party is named in a request; an OIN stands last.</para>
/// <para><c>FgMailbox</c>: Role mailbox of the privacy officer.</para>
/// <para><c>Source</c>: Kind of its source system; null for a party that only asks.</para>
/// <para><c>IsZorgaanbieder</c>: Counts as zorgaanbieder for Wabvpz: a property of the organisation, not of its party type.</para>
/// </remarks>
public sealed record SandboxOrganisation(
    string Client,
    PartyType PartyType,
    string Name,
    IReadOnlyList<SandboxIdentifier> Identifiers,
    string FgMailbox,
    IReadOnlyList<SandboxProfessional> Professionals,
    SourceKind? Source,
    bool IsZorgaanbieder)
{
    public SandboxIdentifier Identifier => Identifiers[0];

    /// <summary>The number in one naming system.</summary>
    /// <exception cref="InvalidOperationException">The organisation has none in that system.</exception>
    public string NumberIn(string system) => Identifiers.First(identifier => identifier.System == system).Value;

    public override string ToString() => Client;
}
