using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Finds the one row that speaks of purpose, source, recipient and role (R-PUR-1, R-ROLE-1, R-LAW-1). No row: no exchange.</summary>
internal static class RowChoice
{
    public static Reason? Choose(Question question)
    {
        var request = question.Request;
        if (request.Purpose.Code is "MELDCODE" && request.Party.Code is not "VEILIG_THUIS")
        {
            return RequestReasons.MeldrechtOnlyVeiligThuis;   // R-MELD-1
        }

        Reason? closest = null;
        foreach (var row in question.Policy.RowArray(request.Purpose))
        {
            if (!MatchesRecipient(row, request.Party) || !MatchesSource(row, request.SourceParty))
            {
                continue;
            }

            closest = Refusal(question, row);
            if (closest is null)
            {
                question.Row = row;
                return null;
            }
        }

        if (closest is not null)
        {
            return closest;
        }

        if (request.SourceParty.Code is "SWV")
        {
            question.Oblige(ObligationCodes.SuggestSchoolOrParent);
            return RequestReasons.SwvNoOnwardDisclosure;   // R-STAT-3
        }

        return request.SourceParty.Code == Policy.Any ? RequestReasons.SourceUnknown : RequestReasons.PurposeMismatch;
    }

    public static bool IsInstelling(PartyType party) => party.Code is "INSTELLING" or "INSTELLING_C12";

    private static Reason? Refusal(Question question, PolicyRow row)
    {
        var request = question.Request;
        if (!row.InForce)
        {
            return RequestReasons.LawNotInForce;
        }

        // R-C12-1: an institution has no SWV. R-STAT-3: an SWV passes nothing on.
        if (row.Has(RowConditions.NoInstelling) && (IsInstelling(request.SourceParty) || IsInstelling(request.Party)))
        {
            return RequestReasons.NoSwvForCluster12;
        }

        if (row.Has(RowConditions.NoSwvSource) && request.SourceParty.Code is "SWV")
        {
            question.Oblige(ObligationCodes.SuggestSchoolOrParent);
            return RequestReasons.SwvNoOnwardDisclosure;
        }

        if (request.Source.Value == Policy.Any && !row.Has(RowConditions.AllSourcesAtOnce))
        {
            return RequestReasons.SourceUnknown;
        }

        if (row.Has(RowConditions.FromSchoolOfEnrolment) && request.SourceParty.Code is not ("SCHOOL" or "INSTELLING" or "INSTELLING_C12" or Policy.Any))
        {
            return RequestReasons.SourceUnknown;
        }

        if (row.Has(RowConditions.OwnLogOnly) && !AsksOwnLog(request))
        {
            question.Row = row;
            return RequestReasons.OtherController;
        }

        // A parent without gezag hears that gezag is what counts (C09), so the role waits until gezag was looked at.
        return row.Has(RowConditions.HolderAsks) || MayAsk(question, row) ? null : RequestReasons.RoleNotAuthorised;
    }

    public static bool MayAsk(Question question, PolicyRow row) =>
        question.Request.Role.Code is { } role && row.Roles.Contains(role) && question.Policy.CanHold(Canonical(question.Request.Party), question.Request.Role);

    /// <summary>R-AUD-1.</summary>
    private static bool AsksOwnLog(DecisionRequest request) =>
        (request.LogOf is null || request.LogOf == request.Organisation) && (request.Source.Value == Policy.Any || request.Source == request.Organisation);

    internal static bool MatchesRecipient(PolicyRow row, PartyType party) =>
        row.RequestingParty == Policy.Any || row.RequestingParty == party.Code || (row.RequestingParty == "SCHOOL" && IsInstelling(party));

    // SCHOOL_OUD and INSTELLING_C12 are places in an exchange; Competence checks them against the enrolment.
    internal static bool MatchesSource(PolicyRow row, PartyType source) => row.SourceParty switch
    {
        Policy.Any => source.Code != Policy.Any || row.Has(RowConditions.AllSourcesAtOnce),
        "SCHOOL" => source.Code is "SCHOOL" || IsInstelling(source),
        "SCHOOL_OUD" => source.Code is "SCHOOL_OUD" or "SCHOOL" || IsInstelling(source),
        "INSTELLING_C12" => source.Code is "SCHOOL" || IsInstelling(source),
        var other => source.Code == other,
    };

    private static PartyType Canonical(PartyType party) => IsInstelling(party) ? new("INSTELLING") : party;
}
