namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>An OpenID Connect provider that this broker is a client of, as a configuration section names it.</summary>
public class ProviderSettings
{
    /// <summary>Address of the issuer; its metadata stand below <c>/.well-known/openid-configuration</c>. Null: there is none.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    /// <summary>File that holds the client secret: a secret never stands in configuration itself.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>The claim that names the person.</summary>
    public string SubjectClaim { get; set; } = "sub";

    /// <summary>Asked of the provider; what it really did stands in the id_token and is checked there.</summary>
    public string AcrValues { get; set; } = "http://eidas.europa.eu/LoA/substantial http://eidas.europa.eu/LoA/high";

    public bool IsSet => Authority is not null && ClientId is not null;
}
