namespace ZioExchange.Broker.Sandbox;

/// <summary>One line of gezag: one person, as the BRP answers.</summary>
/// <remarks>
/// <para><c>Person</c>: Persona, or the client name of a GI.</para>
/// <para><c>Relation</c>: ouder, voogd, derde or gecertificeerde_instelling.</para>
/// <para><c>Gezag</c>: null: niet te bepalen.</para>
/// <para><c>GezagType</c>: Discriminator of the BRP answer, such as GezamenlijkOuderlijkGezag.</para>
/// <para><c>InOnderzoek</c>: The BRP doubts the answer.</para>
/// <para><c>Restrictions</c>: CONTACT_BAN, or none.</para>
/// </remarks>
public sealed record SandboxAuthority(
    string Person, string Relation, bool? Gezag, string GezagType, bool InOnderzoek, IReadOnlyList<string> Restrictions);
