using ZioExchange.Adapters.Sources;

namespace ZioExchange.Broker.Sandbox;

/// <summary>One child of the region with its family, facts, answers and numbers. Prints the reference only.</summary>
/// <remarks>
/// <para><c>Reference</c>: 1 to 12, as <c>--child</c> takes it.</para>
/// <para><c>Shape</c>: Which shape of gezag and age this family shows.</para>
/// <para><c>Family</c>: Parents, guardian, third persons with gezag; never the child.</para>
/// <para><c>Onderwijsnummer</c>: Persoonsgebonden nummer in the school's file; made up.</para>
/// <para><c>SchoolOfRecord</c>: Client name of the school that holds the dossier, also after the child has left.</para>
/// <para><c>Identifiers</c>: By client name: what that client puts in <c>subject</c>. Every client has one, also a stranger.</para>
/// <para><c>Couplings</c>: Client names whose identifier the broker knows (a BSN needs no coupling).</para>
/// <para><c>SourceKeys</c>: By client name: the number by which the broker fetches from that source. Only sources that hold the child.</para>
/// </remarks>
public sealed record SandboxChild(
    string Reference,
    string Shape,
    SandboxPerson Person,
    IReadOnlyList<SandboxPerson> Family,
    string Onderwijsnummer,
    string SchoolOfRecord,
    SandboxFacts Facts,
    SandboxCare Care,
    IReadOnlyList<SandboxGrant> Grants,
    IReadOnlyList<SandboxRequest> Requests,
    IReadOnlyList<SandboxInzage> Inzagen,
    IReadOnlyDictionary<string, SandboxIdentifier> Identifiers,
    IReadOnlyList<string> Couplings,
    IReadOnlyDictionary<string, SourceChildKey> SourceKeys)
{
    /// <summary>SWV of the school, else of the residence; null in cluster 1 and 2.</summary>
    public string? Swv => Facts.School.Value.Swv ?? Facts.School.Value.ResidenceSwv;

    /// <summary>Who has gezag now, by persona or client name of a GI.</summary>
    public IEnumerable<string> Holders => Facts.Authority.Where(line => line.Value.Gezag is true).Select(line => line.Value.Person);

    public override string ToString() => $"child {Reference}";
}
