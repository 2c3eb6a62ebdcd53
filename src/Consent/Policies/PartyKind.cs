namespace ZioExchange.Consent.Policies;

/// <summary>What a party type stands for.</summary>
public enum PartyKind
{
    Organisation,
    Person,

    /// <summary>A place in one exchange (SCHOOL_OUD, INSTELLING_C12), derived from purpose and enrolment; no token carries it.</summary>
    Relation,
}
