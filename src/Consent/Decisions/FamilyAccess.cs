namespace ZioExchange.Consent.Decisions;

/// <summary>What the facts say of a person's place in a family, on this day.</summary>
public enum FamilyAccess
{
    /// <summary>Sees what is shared and who looked: a holder of gezag until the child is 16, the young person from 12 (UAVG 5 lid 4).</summary>
    Sees,

    /// <summary>Holds gezag over a young person of 16 or 17, who decides alone (R-AGE-3).</summary>
    ChildDecides,

    /// <summary>A young person who cannot weigh matters alone: may say no, and is represented in the rest (R-AGE-4).</summary>
    OnlyNo,

    /// <summary>Gezag cannot be determined: nothing is shown, somebody has to look (R-PAR-7).</summary>
    Undeterminable,
}
