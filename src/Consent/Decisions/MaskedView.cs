using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>The requester's view of a decision. It must look the same whoever said no, and whether anybody was asked at all.</summary>
/// <remarks>Source: CONTRACT, two views of a reason; UAVG 41 lid 1 (i) for what is masked inside a permitted category.</remarks>
internal static class MaskedView
{
    public static Decision Of(Decision full) => full.Outcome switch
    {
        Outcome.Deny when full.Reason.View is RequesterView.ConsentNotAvailable => new(Outcome.Deny, ConsentReasons.ConsentNotAvailable, full.Profile, full.PolicyVersion)
        {
            // The asker knows what it asked; a list here would differ with how far the request got.
            Obligations = [new(ObligationCodes.Log)],
            Articles = [ConsentReasons.ConsentNotAvailable.Source],
        },
        // Masked content must not betray that something was masked.
        Outcome.Partial when full.Denied.Count == 0 => full with
        {
            Outcome = Outcome.Permit,
            Reason = PermitReasons.RightOfAccess,
            Obligations = Impersonal(full.Obligations),
            RestsOn = RestsOn.Nothing,
        },
        _ => full with
        {
            Reason = Mask(full.Reason),
            Denied = Mask(full.Denied),
            Obligations = Impersonal(full.Obligations),
            RestsOn = RestsOn.Nothing,
        },
    };

    private static Reason Mask(Reason reason) =>
        reason.View is RequesterView.ConsentNotAvailable ? ConsentReasons.ConsentNotAvailable : reason;

    private static IReadOnlyDictionary<DataCategory, Reason> Mask(IReadOnlyDictionary<DataCategory, Reason> denied)
    {
        if (denied.Count == 0)
        {
            return denied;
        }

        var masked = new Dictionary<DataCategory, Reason>(denied.Count);
        foreach (var (category, reason) in denied)
        {
            masked[category] = Mask(reason);
        }

        return masked;
    }

    private static IReadOnlyList<Obligation> Impersonal(IReadOnlyList<Obligation> obligations) =>
        [.. obligations.Where(obligation => ObligationCodes.ShownToRequester.Contains(obligation.Code))];
}
