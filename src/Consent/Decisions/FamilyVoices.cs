using ZioExchange.Consent.Decisions.Rules;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>Whose answer an exchange on consent needs, and what each has answered: what the pages for families ask and show. The rules are those of <see cref="Decider"/>.</summary>
public static class FamilyVoices
{
    /// <summary>The row in force that rests on consent between these kinds of parties; null when there is none.</summary>
    public static PolicyRow? RowBetween(Policy policy, Purpose purpose, PartyType source, PartyType recipient)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.RowsFor(purpose).FirstOrDefault(
            row => row.InForce && row.RestsOnConsent && RowChoice.MatchesSource(row, source) && RowChoice.MatchesRecipient(row, recipient));
    }

    /// <summary>Everybody with a say on this day.</summary>
    /// <returns>Empty when gezag cannot be determined, and when nobody may answer: then nothing is asked (R-PAR-7, R-AGE-5).</returns>
    public static IReadOnlyList<Voice> Of(Policy policy, PolicyRow row, OrganisationId source, OrganisationId recipient, ChildFacts facts, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(facts);
        var request = new DecisionRequest
        {
            Party = new PartyType(row.RequestingParty),
            Organisation = recipient,
            Role = new Role(string.Empty),
            Purpose = row.Purpose,
            SourceParty = new PartyType(row.SourceParty),
            Source = source,
        };
        var question = new Question(policy, PolicyProfile.Strict, request, facts, at) { Row = row, Open = row.CategoryMask };
        if (KeyRing.Cut(question, facts.GrantsFor(row.Purpose), out var ring) is not null)
        {
            return [];
        }

        var holdersNeeded = (ring.Needed & KeysNeeded.AllHolders) != 0 || ring.Holders.Count == 1;
        var voices = ring.Holders.Select(key => ToVoice(policy, key, holdersNeeded));
        return ring.Youth is { } youth ? [.. voices, ToVoice(policy, youth, (ring.Needed & KeysNeeded.Youth) != 0)] : [.. voices];
    }

    private static Voice ToVoice(Policy policy, Key key, bool needed) => new(
        key.Person, needed, policy.CategoriesOf(key.Covered), policy.CategoriesOf(key.Veto), policy.CategoriesOf(key.Expired & ~key.Covered));
}
