using System.Security.Claims;
using ZioExchange.Broker.Audit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity;

/// <summary>The partner system behind a request, as its proven token says: never what the request itself claims.</summary>
/// <param name="Organisation">The organisation whose key signed for the token.</param>
/// <param name="Party">Its party type as the directory holds it.</param>
/// <param name="TokenId">The token's <c>jti</c>, for the log.</param>
/// <param name="Narrowing">Purposes and categories the token is limited to (RFC 9396); null when it is not.</param>
public sealed record Caller(OrganisationId Organisation, PartyType Party, string TokenId, TokenNarrowing? Narrowing)
{
    internal const string PartyClaim = "party_type";
    internal const string KeyClaim = "client_key";
    internal const string MethodClaim = "client_method";

    /// <summary>The caller signed for a token of this broker with its registered key.</summary>
    public const string ByOwnKey = "PRIVATE_KEY_JWT";

    /// <summary>Another issuer that is trusted vouched for the caller, in a token bound to a key.</summary>
    public const string ByOtherIssuer = "FOREIGN_TOKEN";

    /// <summary>Thumbprint of the key by which it came to its token: of its assertion (RFC 7638), or, with a token of another issuer, of what that token is bound to.</summary>
    public string? Key { get; init; }

    /// <summary>How it came to its token, for the log: one of the constants above.</summary>
    public string Method { get; init; } = ByOwnKey;

    /// <summary>The caller as who acts in the log, under the code of a role.</summary>
    public AuditActor Actor(string role) => new(Organisation.Value, role, Organisation) { ClientKey = Key, AuthenticationMethod = Method };

    /// <exception cref="InvalidOperationException">The principal was not authenticated as a partner; a route lacks its policy.</exception>
    public static Caller From(ClaimsPrincipal principal) => new(
        new OrganisationId(Required(principal, "client_id")),
        new PartyType(Required(principal, PartyClaim)),
        Required(principal, "jti"),
        TokenNarrowing.FromClaim(principal.FindFirstValue("authorization_details")))
    {
        Key = principal.FindFirstValue(KeyClaim),
        Method = principal.FindFirstValue(MethodClaim) ?? ByOwnKey,
    };

    private static string Required(ClaimsPrincipal principal, string claim) =>
        principal.FindFirstValue(claim) ?? throw new InvalidOperationException($"The token carries no {claim}.");
}
