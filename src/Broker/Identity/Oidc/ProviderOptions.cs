using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>Options of the sign-in through one provider. The endpoints come from its metadata when they are first needed.</summary>
public sealed class ProviderOptions : OAuthOptions
{
    public ProviderSettings Provider { get; set; } = new();

    /// <summary>Reads and refreshes the provider's metadata and keys.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration> Metadata { get; set; } = null!;
}
