namespace ZioExchange.Broker.ConsentRegister;

/// <summary>The kinds of facts the register holds. Stored by name: add freely, rename never.</summary>
/// <remarks>Each kind may be recorded only by the party it belongs to: see <see cref="FactOwnership"/>. Source: law/RULES.md 2a.</remarks>
public enum FactKind
{
    /// <summary>The birth date. Body: <see cref="BirthFact"/>.</summary>
    Birth,

    /// <summary>Capacity for one matter; subject: the purpose. Body: <see cref="CapacityFact"/>.</summary>
    Capacity,

    /// <summary>Where the child lives. Body: <see cref="ResidenceFact"/>.</summary>
    Residence,

    /// <summary>Enrolment and registration at a school. Body: <see cref="PlacementFact"/>.</summary>
    Placement,

    /// <summary>A child protection measure; subject: kind, organisation and first day. Body: <see cref="MeasureFact"/>.</summary>
    Measure,

    /// <summary>Who has gezag, one whole answer of one source; subject: that source. Body: <see cref="AuthorityFact"/>.</summary>
    Authority,

    /// <summary>A mark that stops or narrows sharing; subject: the mark. Body: <see cref="FlagFact"/>.</summary>
    Flag,

    /// <summary>An SWV closed an assessment. Body: <see cref="AssessmentFact"/>.</summary>
    Assessment,

    /// <summary>An organisation keeps a record about this child; subject: that organisation. Body: <see cref="HoldingFact"/>.</summary>
    Holding,

    /// <summary>A party named the wrong child: nothing that it recorded of this one before counts. No body.</summary>
    Retraction,
}
