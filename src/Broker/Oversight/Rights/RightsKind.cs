namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>What a family or young person asks (AVG art. 15 to 21). Kept by name.</summary>
public enum RightsKind
{
    /// <summary>Inzage, art. 15.</summary>
    Access,

    /// <summary>Rectificatie, art. 16: goes to the source.</summary>
    Rectification,

    /// <summary>Wissing, art. 17: the source decides; evidence of consent and the log stay.</summary>
    Erasure,

    /// <summary>Beperking, art. 18: a category is closed at once.</summary>
    Restriction,

    /// <summary>Bezwaar, art. 21: a purpose is suspended at once (R-DSR-4).</summary>
    Objection,

    /// <summary>Gegevens meenemen, art. 20.</summary>
    Portability,

    /// <summary>A statement of the family's own beside what the source wrote (Jw 7.3.8 lid 2).</summary>
    Remark,
}
