namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>One adult of a family as written down in the plans.</summary>
/// <remarks>
/// <para><c>Key</c>: ouder-a, ouder-b, voogd or derde; the persona is <c>kind-N-</c> and this.</para>
/// <para><c>Gezag</c>: null: niet te bepalen.</para>
/// <para><c>LivesElsewhere</c>: Has an address of its own (divorced).</para>
/// </remarks>
internal sealed record AdultPlan(string Key, string Relation, string GivenName, string FamilyName, bool IsMale, bool? Gezag, bool LivesElsewhere = false)
{
    public bool HasContactBan { get; init; }
}
