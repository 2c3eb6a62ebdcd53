using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>The identity provider for people, from the configuration section <c>Identity:People</c>.</summary>
public sealed class PeopleProviderSettings
{
    public const string Section = "Identity:People";

    /// <summary>Address of the issuer; its metadata stand below <c>/.well-known/openid-configuration</c>. Null: there is none.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    /// <summary>File that holds the client secret: a secret never stands in configuration itself.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>The claim that names the person as the register knows them; for DigiD the BSN. It is hashed at once and kept nowhere.</summary>
    public string SubjectClaim { get; set; } = "sub";

    /// <summary>Asked of the provider; what it really did stands in the id_token and is checked there.</summary>
    public string AcrValues { get; set; } = "http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high";

    /// <summary>More values of <c>acr</c> and what they are worth, beside those of eIDAS and DigiD.</summary>
    public Dictionary<string, LevelOfAssurance> Levels { get; } = [];

    public bool IsSet => Authority is not null && ClientId is not null;
}
