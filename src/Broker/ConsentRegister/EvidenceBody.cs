using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Evidence of a grant as its row keeps it (AVG art. 7 lid 1; law/RULES.md section 2, Evidence).</summary>
/// <param name="TextVersion">Of the text that was read; of a court order the reference by which the court knows it.</param>
/// <param name="TextHash">SHA-256 of the text that was shown, lower-case hex; null when only the version is known.</param>
/// <param name="Channel">Where it was given: PAGES, or entered by others: ASSISTED, OFFICER.</param>
/// <param name="ScanHash">SHA-256 of the signed paper or of the court's decision, lower-case hex; null without paper.</param>
/// <param name="RefusalOffered">Whether a separate, equally visible "no" was offered.</param>
public sealed record EvidenceBody(
    EvidenceMethod Method,
    LevelOfAssurance Assurance,
    string TextVersion,
    string? TextHash,
    string Language,
    string Channel,
    bool SeparateFromOtherTerms,
    bool ConditionalOnService,
    bool RefusalOffered,
    string? ScanHash = null);
