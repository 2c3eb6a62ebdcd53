using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What an asker can do about a refusal. The same words for every refusal that may not be told apart.</summary>
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
}
