using ZioExchange.Broker.Identity.Oidc;

namespace ZioExchange.Broker.Oversight;

/// <summary>The identity provider of officers, from the configuration section <c>Identity:Officers</c>: one that speaks for all organisations, such as eHerkenning or a federation of schools.</summary>
/// <remarks><see cref="ProviderSettings.SubjectClaim"/> names the person as their organisation registered them: an identifier, never a name.</remarks>
public sealed class OfficerProviderSettings : ProviderSettings
{
    public const string Section = "Identity:Officers";

    /// <summary>The claim that names the organisation. It tells for whom somebody comes; what they are there, the directory tells.</summary>
    public string OrganisationClaim { get; set; } = "organisation";

    /// <summary>The system of <see cref="OrganisationClaim"/>, such as the one of the OIN. Null: the broker's own id of the organisation.</summary>
    public string? OrganisationSystem { get; set; }

    /// <summary>More values of <c>acr</c> that stand for two factors, beside those of eIDAS and REFEDS.</summary>
    public IList<string> TwoFactorLevels { get; } = [];
}
