using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>Options of the sign-in through the provider. The endpoints come from its metadata when they are first needed.</summary>
public sealed class PeopleProviderOptions : OAuthOptions
{
    public PeopleProviderSettings Provider { get; set; } = new();

    /// <summary>Reads and refreshes the provider's metadata and keys.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration> Metadata { get; set; } = null!;
}
