using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>What no consent and no statute opens.</summary>
internal static class HardBans
{
    /// <summary>R-EUS-1, R-EUS-2: no pull through an exchange system of care providers, and never by an insurer (Wabvpz 15f lid 1). R-PUR-2; the rights desk releases nothing (RULES 2a, R-DSR-2).</summary>
    public static Reason? OfRequest(Question question)
    {
        var request = question.Request;
        if (request.Channel is not (RequestChannel.PointToPoint or RequestChannel.Push))
        {
            return request.Party.Code is "ZORGKANTOOR" || request.SourceParty.Code is "ZORGKANTOOR" ? RequestReasons.EusInsurerBanned : RequestReasons.EusOutOfScope;
        }

        if (question.Policy.FindPurpose(request.Purpose) is not { } purpose)
        {
            return RequestReasons.PurposeUnknown;
        }

        return purpose.RightsDesk ? OfRightsDesk(question) : OfParties(question) ?? OfMode(request);
    }

    /// <summary>R-DEC-1. A child that is not known, or not born yet, is not decided about.</summary>
    public static Reason? OfChild(Question question)
    {
        if (!question.KnowsChild || question.Age < 0)
        {
            return ChildReasons.ChildUnknown;
        }

        return question.Facts.Flags.Deceased ? ChildReasons.Deceased : null;
    }

    private static Reason OfRightsDesk(Question question)
    {
        question.Oblige(ObligationCodes.ReplyWithinMonth);
        if (question.Request.Purpose.Code is not "RECHT_WISSING")
        {
            return RequestReasons.RightsDeskOnly;
        }

        foreach (var category in question.Request.Categories)
        {
            if (category.Code is "TOESTEMMINGSREGISTER" or "LOG")
            {
                return RequestReasons.RetainEvidence;
            }
        }

        return RequestReasons.RightsDeskOnly;
    }

    // A relation is no party of its own: SCHOOL_OUD never asks. INSTELLING_C12 is accepted as another word for INSTELLING.
    private static Reason? OfParties(Question question)
    {
        var request = question.Request;
        if (question.Policy.FindParty(request.Party.Code) is not { } party || (party.Kind is PartyKind.Relation && party.Code is not "INSTELLING_C12"))
        {
            return RequestReasons.PartyUnknown;
        }

        if (string.IsNullOrWhiteSpace(request.Organisation.Value) || request.Organisation.Value == Policy.Any)
        {
            return RequestReasons.PartyUnknown;
        }

        return string.IsNullOrWhiteSpace(request.Source.Value) || (request.SourceParty.Code != Policy.Any && question.Policy.FindParty(request.SourceParty.Code) is null)
            ? RequestReasons.SourceUnknown
            : null;
    }

    /// <summary>R-BG-1: the glass is broken for CRISIS only, and CRISIS only that way, with a written reason.</summary>
    private static Reason? OfMode(DecisionRequest request)
    {
        var crisis = request.Purpose.Code is "CRISIS";
        if (request.Mode is RequestMode.Normal)
        {
            return crisis ? RequestReasons.BreakGlassRequired : null;
        }

        if (!crisis)
        {
            return RequestReasons.BreakGlassNotAllowed;
        }

        // A reason has letters or figures: dots, or characters that nobody sees, tell the reviewer nothing.
        return request.Justification is { } written && written.Any(char.IsLetterOrDigit) ? null : RequestReasons.JustificationMissing;
    }
}
