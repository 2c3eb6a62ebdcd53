using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>What else is recorded and may decide; null means that it is not recorded.</summary>
public sealed record Circumstances
{
    public static Circumstances None { get; } = new();

    /// <summary>The competent SWV where the child is not enrolled (WPO 40 lid 8).</summary>
    public OrganisationId? ResidenceSwv { get; init; }

    /// <summary>Closing date of the SWV's assessment or advice; what rests on it lives three years more (R-RET-1).</summary>
    public DateOnly? AssessmentClosed { get; init; }

    public Succession? Succession { get; init; }

    /// <summary>First day in the present gemeente of residence.</summary>
    public DateOnly? MovedOn { get; init; }

    /// <summary>The gemeente of residence before <see cref="MovedOn"/>. Always fill it from the register; decision cases do not carry it.</summary>
    public OrganisationId? MovedFrom { get; init; }

    /// <summary>The child said no, without a grant to hang it on. Under 12 a signal to be noted; from 12 a veto wherever its own yes does not stand (R-WD-1).</summary>
    public bool YouthObjects { get; init; }

    /// <summary>Log entries whose notice is deferred (UAVG 41 lid 1 (i)).</summary>
    public int DeferredEntries { get; init; }

    /// <summary>Broken glasses that nobody reviewed yet.</summary>
    public int OpenBreakGlassReviews { get; init; }

    /// <summary>The oldest of them.</summary>
    public DateTimeOffset? BreakGlassAt { get; init; }
}
