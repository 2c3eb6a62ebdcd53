using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>What one person has said about this exchange, as bit sets of categories.</summary>
internal sealed class Key(PersonId person, bool isHolder)
{
    public PersonId Person { get; } = person;

    public bool IsHolder { get; } = isHolder;

    private List<(ConsentGrant Grant, ulong Mask)>? _covers;

    /// <summary>Grants that count today and were given after every "no" of this person.</summary>
    public ulong Covered { get; set; }

    /// <summary>With <see cref="Withdrawn"/> every "no" of this person, ever; each category stands under the last one said of it.</summary>
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

    /// <summary>Keeps apart what each grant covers, for who was told of that grant.</summary>
    public void Remember(ConsentGrant grant, ulong mask) => (_covers ??= new(2)).Add((grant, mask));

    /// <summary>What one grant that was remembered covers; nothing of another, also when both carry the same id.</summary>
    public ulong CoveredBy(ConsentGrant grant) => _covers?.Find(each => ReferenceEquals(each.Grant, grant)).Mask ?? 0;
}
