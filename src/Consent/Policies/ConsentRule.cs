namespace ZioExchange.Consent.Policies;

/// <summary>Whose yes a row needs. Codes as in the matrix.</summary>
public enum ConsentRule
{
    /// <summary>Nobody's: a statute carries it and the family is informed.</summary>
    NoneInform,

    /// <summary>Nobody's, once the parents have seen the report (OSO).</summary>
    NoneGateInzage,

    /// <summary>Nobody's, and the notice may wait (UAVG 41).</summary>
    NoneDeferredNotice,

    /// <summary>One holder, as long as no objection of the other shows (BW 1:253i); from 16 the youth.</summary>
    NormalOneNoObjection,

    /// <summary>All holders; from 12 the youth may veto; from 16 the youth alone.</summary>
    SpecialBoth,

    /// <summary>All holders, from 12 also the youth; from 16 the youth alone.</summary>
    SpecialDual,

    /// <summary>The parents in writing until 18, from 16 also the youth (WEC 41 lid 8).</summary>
    WrittenParents,

    /// <summary>A vital interest and a written reason.</summary>
    BreakGlass,

    /// <summary>No consent plays a part.</summary>
    NotApplicable,
}
