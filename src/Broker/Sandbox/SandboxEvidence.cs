namespace ZioExchange.Broker.Sandbox;

/// <summary>How a grant was given. The shape of <c>consents[].evidence</c> in law/case.schema.json.</summary>
public sealed record SandboxEvidence(string Method, string Loa, string TextVersion, bool SeparateFromOtherTerms, bool ConditionalOnService)
{
    public static SandboxEvidence DigiD { get; } = new("digid", "substantieel", "v3-B1", true, false);

    public static SandboxEvidence EHerkenning { get; } = new("eherkenning", "EH3", "v3-B1", true, false);
}
