namespace ZioExchange.Consent.Policies;

/// <summary>What a row of the matrix asks besides its columns. Codes in the matrix are these names in upper-snake.</summary>
[Flags]
public enum RowConditions
{
    None = 0,

    /// <summary>A registered (aangemeld) child counts as the receiving school's own (R-SCH-1).</summary>
    RegisteredCounts = 1 << 0,

    /// <summary>Stays inside one school (R-SCH-1).</summary>
    InsideSchool = 1 << 1,

    /// <summary>The source school has the child enrolled or registered (R-STAT-2).</summary>
    SourceHasPupil = 1 << 2,

    /// <summary>An institution of cluster 1 or 2 takes no part (R-C12-1).</summary>
    NoInstelling = 1 << 3,

    /// <summary>Nothing comes from an SWV (R-STAT-3).</summary>
    NoSwvSource = 1 << 4,

    /// <summary>Gives only from the school of enrolment (R-STAT-3, M30).</summary>
    FromSchoolOfEnrolment = 1 << 5,

    /// <summary>Counts or logs: no data of this child leave, so residence, enrolment and SWV do not matter.</summary>
    NoContent = 1 << 6,

    /// <summary>Closed three years after the SWV closed its work (R-RET-1).</summary>
    ClosesAfterThreeYears = 1 << 7,

    /// <summary>A former gemeente of residence may settle its own months (R-MUN-2).</summary>
    BillingOfOwnPeriod = 1 << 8,

    /// <summary>Restriction of processing does not stop it (R-DSR-3, RULES 2a).</summary>
    NotRestrictable = 1 << 9,

    /// <summary>The statute itself demands the consent (R-CONS-STAT-1, R-C12-1).</summary>
    ConsentByStatute = 1 << 10,

    /// <summary>The guidance profile may count one informed-and-silent holder.</summary>
    GuidanceAllowed = 1 << 11,

    /// <summary>Aggregates of ten or more (R-AGG-1).</summary>
    CellOfTen = 1 << 12,

    /// <summary>The officer's own organisation only (R-AUD-1).</summary>
    OwnLogOnly = 1 << 13,

    /// <summary>The asking GI carries out an active OTS (R-STAT-4).</summary>
    ActiveOts = 1 << 14,

    /// <summary>A request may name all sources at once.</summary>
    AllSourcesAtOnce = 1 << 15,

    /// <summary>The asker holds gezag and the child is under 16 (R-DSR-1).</summary>
    HolderAsks = 1 << 16,

    /// <summary>The asker is the young person, from 12 (R-DSR-1).</summary>
    YouthAsks = 1 << 17,

    /// <summary>The source is a parent or guardian of the child (R-MED-1).</summary>
    HolderSupplies = 1 << 18,
}
