using ZioExchange.Broker.Identity.Oidc;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>The identity provider for people, from the configuration section <c>Identity:People</c>.</summary>
/// <remarks><see cref="ProviderSettings.SubjectClaim"/> names the person as the register knows them, for DigiD the BSN. It is hashed at once and kept nowhere.</remarks>
public sealed class PeopleProviderSettings : ProviderSettings
{
    public const string Section = "Identity:People";

    /// <summary>More values of <c>acr</c> and what they are worth, beside those of eIDAS and DigiD.</summary>
    public Dictionary<string, LevelOfAssurance> Levels { get; } = [];
}
