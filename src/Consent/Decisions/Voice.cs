using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>One person with a say in one exchange, and what that person has said of it so far. Made by <see cref="FamilyVoices"/>.</summary>
/// <param name="Needed">False: the person need not say yes and stops everything with a no (R-AGE-2b), or another holder's yes is enough (R-PAR-8).</param>
/// <param name="Yes">Categories under a grant that counts today.</param>
/// <param name="No">Categories under a refusal or withdrawal that no later grant took back (R-WD-5).</param>
/// <param name="Expired">Categories of grants whose last day has passed.</param>
public sealed record Voice(
    PersonId Person, bool Needed, IReadOnlyList<DataCategory> Yes, IReadOnlyList<DataCategory> No, IReadOnlyList<DataCategory> Expired);
