namespace ZioExchange.Consent.Decisions;

/// <summary>Who speaks about the guidance in an OPP. That is agreement with what the school does, not consent to share data: nothing here opens an exchange.</summary>
/// <remarks>Source: WPO art. 40a lid 2 and 6 to 8; WEC art. 41a lid 2 and 7 to 9.</remarks>
public static class OppVoices
{
    private const int OfAge = 18;

    /// <summary>Parents with gezag until the pupil is of age, then the pupil. At 16 and 17 parents agree here although they no longer see the record.</summary>
    public static bool MayAgree(FamilyPlace place, bool isYouth)
    {
        ArgumentNullException.ThrowIfNull(place);
        return isYouth ? place.Age >= OfAge : place.Age < OfAge && place.Access is FamilyAccess.Sees or FamilyAccess.ChildDecides;
    }

    /// <summary>The pupil is heard, also one who cannot weigh everything (hoorrecht).</summary>
    public static bool IsHeard(FamilyPlace place, bool isYouth)
    {
        ArgumentNullException.ThrowIfNull(place);
        return isYouth && place.Age < OfAge;
    }
}
