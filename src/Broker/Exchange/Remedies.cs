using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What an asker can do about a refusal, or about a value that could not be used. The same words for every refusal that may not be told apart.</summary>
internal static class Remedies
{
    public static string Of(Reason refusal) => refusal.Code switch
    {
        "CONSENT_NOT_AVAILABLE" => "Ask the source to put the question to the family, or discuss it with the family yourself.",
        "ROLE_NOT_AUTHORISED" => "Ask in a role that the matrix row admits and that your organisation registered for this professional.",
        "NO_SCHOOL_REQUEST" => "The school makes the request at /api/v1/schoolverzoeken; refer to it in the parameter request.",
        "NOT_ACCEDED" => "Both organisations must have acceded to a version of the convenant that holds this row.",
        "PUSH_ONLY" => "The source sends this itself with $kind-dossier-push.",
        _ => "See https://zioexchange.nl/foutcodes/" + refusal.Number + ".",
    };

    /// <summary>Every kind of value that cannot be used asks for something else, and of somebody else.</summary>
    public static string OfValue(string code) => code switch
    {
        "INVALID_DATE" => "The source corrects the date; its standard says how dates are written.",
        "INVALID_BSN" => "The source compares the number with the BRP; until then check by name and birth date that this is the right child.",
        "UNKNOWN_CODE" => "The source uses a code of the list; when the code is new, the operator of the broker adds it to the code map.",
        "END_BEFORE_START" => "Ask the source which of both dates is right; the end is left out.",
        "AMBIGUOUS_UNIT" => "Ask the source in which unit it counts; the amount is left out.",
        "REQUIRED_MISSING" => "The source fills in what its standard requires.",
        _ => "The source corrects the value; its standard says what may stand there.",
    };
}
