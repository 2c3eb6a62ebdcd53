using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>What one person has said about this exchange, as bit sets of categories.</summary>
internal sealed class Key(PersonId person, bool isHolder)
{
    public PersonId Person { get; } = person;

    public bool IsHolder { get; } = isHolder;

    /// <summary>A grant that counts today and was given after every "no" of this person.</summary>
    public ulong Covered { get; set; }

    /// <summary>Every "no" of this person, ever.</summary>
    public ulong Refused { get; set; }

    public ulong Withdrawn { get; set; }

    public ulong Expired { get; set; }

    public ulong NotYet { get; set; }

    public ulong Flawed { get; set; }

    public EvidenceFlaw Flaw { get; set; }

    /// <summary>Guidance profile: told of another holder's grant, and silent long enough.</summary>
    public ulong Told { get; set; }

    /// <summary>A "no" that no later "yes" took back (R-WD-5).</summary>
    public ulong Veto => (Refused | Withdrawn) & ~Covered;
}
