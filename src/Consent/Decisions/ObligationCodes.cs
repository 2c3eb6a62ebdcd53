using System.Collections.Frozen;

namespace ZioExchange.Consent.Decisions;

/// <summary>The codes of <see cref="Obligation"/> that the rules give; rows of the matrix may name these too.</summary>
internal static class ObligationCodes
{
    public const string Log = "LOG_NEN7513";
    public const string Inform = "INFORM_SUBJECT_ART13_14";
    public const string CopyAdvice = "COPY_ADVICE_TO_PARENTS";
    public const string AttachRemarks = "ATTACH_PARENT_REMARKS";
    public const string DeferrableNotice = "DEFERRABLE_NOTICE";
    public const string HideWhileDeferred = "HIDE_FROM_PARENT_LOG_WHILE_DEFERRED";
    public const string SessionSixtyMinutes = "SESSION_60_MINUTES";
    public const string NotifyHolders = "NOTIFY_HOLDERS_24H";
    public const string NotifyYouth = "NOTIFY_YOUTH_24H";
    public const string ReviewNextWorkingDay = "REVIEW_NEXT_WORKING_DAY";
    public const string SuggestSchoolOrParent = "SUGGEST_ROUTE_SCHOOL_OR_PARENT";
    public const string SuggestRoute377C = "SUGGEST_ROUTE_377C";
    public const string ShowRoute253A = "SHOW_ROUTE_253A";
    public const string TriggerDeletion = "TRIGGER_DELETION";
    public const string DecideObjection = "DECIDE_OBJECTION_1_MONTH";
    public const string ReplyWithinMonth = "REPLY_WITH_REASON_1_MONTH";
    public const string EscalateFg = "ESCALATE_FG";
    public const string SuspendUser = "SUSPEND_USER";
    public const string ManualAuthorityCheck = "MANUAL_AUTHORITY_CHECK";
    public const string RequestMissing = "REQUEST_MISSING_CONSENT";
    public const string RequestStepUp = "REQUEST_STEP_UP";
    public const string OfferRenewal = "OFFER_RENEWAL";
    public const string NotifyYouthReconfirm = "NOTIFY_YOUTH_RECONFIRM";
    public const string InformYouth = "INFORM_YOUTH";
    public const string NotifyOtherParent = "NOTIFY_OTHER_PARENT";
    public const string NotifyGrantorsSuccession = "NOTIFY_GRANTORS_SUCCESSION";
    public const string RejectWithdrawal = "REJECT_WITHDRAWAL_NOT_AUTHORISED";
    public const string NoteChildSignal = "NOTE_CHILD_SIGNAL";
    public const string ExplainMentorship = "EXPLAIN_MENTORSHIP";
    public const string MaskDeferredEntries = "MASK_DEFERRED_LOG_ENTRIES";
    public const string MaskLocation = "MASK_LOCATION_IN_CONTENT";
    public const string RemindHearing = "RECORD_HEARING_OF_PUPIL";

    /// <summary>What the asking party may know: its own duties, and nothing that tells about a person or a choice.</summary>
    public static FrozenSet<string> ShownToRequester { get; } = new[]
    {
        Log, Inform, CopyAdvice, AttachRemarks, SessionSixtyMinutes, ReviewNextWorkingDay, SuggestSchoolOrParent, TriggerDeletion, ReplyWithinMonth, RemindHearing,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a row may ask on every permit.</summary>
    public static FrozenSet<string> OnRows { get; } = new[]
    {
        Inform, CopyAdvice, AttachRemarks, DeferrableNotice, HideWhileDeferred, SessionSixtyMinutes, NotifyHolders, ReviewNextWorkingDay, RemindHearing,
    }.ToFrozenSet(StringComparer.Ordinal);
}
