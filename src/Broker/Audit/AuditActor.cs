using System.Text.Json.Serialization;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>Who acted. Kept in a record of its own, under a key of its own, linked to the entry by its trace id.</summary>
/// <remarks>
/// NEN 7513 asks for the user in the line, Logboek Dataverwerkingen (draft decision "no users in log lines") forbids it; a record of its own serves both.
/// </remarks>
/// <param name="Pseudonym">The broker's opaque reference to the person or the client; never a name, a BSN or an e-mail address.</param>
/// <param name="Role">The code under which the person acts, such as IB, PARENT or PRIVACY_OFFICER.</param>
/// <param name="Organisation">The organisation the person acts for; null for families.</param>
public sealed record AuditActor(string Pseudonym, string Role, OrganisationId? Organisation)
{
    /// <summary>Who runs the broker, from the command line of its machine. Who that is in person, the machine knows.</summary>
    public static AuditActor Operator { get; } = new("operator", "OPERATOR", null);

    /// <summary>The responsible user on whose behalf the actor acted (NEN 7513), as a pseudonym.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Level of assurance of a person's own sign-in, such as <c>SUBSTANTIEEL</c>; null for a partner's professional, whose sign-in the broker does not see.</summary>
    public string? AssuranceLevel { get; init; }

    /// <summary>The means of that sign-in, such as <c>OIDC</c>; for a partner the one of its system, such as <c>PRIVATE_KEY_JWT</c>.</summary>
    public string? AuthenticationMethod { get; init; }

    /// <summary>Thumbprint (RFC 7638) of the key by which the acting system signed in. Kept with the entry, as <c>details.clientKey</c>: an incident with a key is found after the actor's own key is gone.</summary>
    [JsonIgnore]
    public string? ClientKey { get; init; }
}
