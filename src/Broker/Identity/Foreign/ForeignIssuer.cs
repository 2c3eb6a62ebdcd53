namespace ZioExchange.Broker.Identity.Foreign;

/// <summary>Another issuer of access tokens that the operator trusts, from <c>Identity:Issuers:n</c>: for example Duende IdentityServer, Keycloak or Entra.</summary>
/// <remarks>It speaks for the organisations that are listed with it and for no other. Its tokens must be bound to a key like our own.</remarks>
public sealed record ForeignIssuer
{
    /// <summary>Exactly as its tokens and its metadata say it; keys are found below <c>/.well-known/openid-configuration</c>.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>What must stand in <c>aud</c>: this broker, as that issuer names it.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The claim that names the client: <c>client_id</c>, <c>azp</c>, <c>appid</c>.</summary>
    public string ClientClaim { get; init; } = "client_id";

    /// <summary>The header's <c>typ</c>: <c>at+jwt</c> (RFC 9068), or <c>JWT</c> for issuers that cannot say so.</summary>
    public string TokenType { get; init; } = "at+jwt";

    /// <summary>Value of the claim to the id of an organisation in the directory.</summary>
    public Dictionary<string, string> Clients { get; init; } = [];
}
