using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ZioExchange.Broker.Identity.Foreign;

/// <summary>Metadata count only when they name exactly the issuer that was configured: one issuer cannot pass for another (OpenID Connect Discovery 4.3).</summary>
internal sealed class ExactIssuer(string issuer) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration) => configuration.Issuer == issuer && configuration.SigningKeys.Count > 0
        ? new ConfigurationValidationResult { Succeeded = true }
        : new ConfigurationValidationResult { Succeeded = false, ErrorMessage = "The metadata are of another issuer, or hold no key." };
}
