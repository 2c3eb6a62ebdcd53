using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>One request at one moment, with what the rules found so far. Lives for one decision.</summary>
internal sealed class Question
{
    private readonly ChildFacts? _facts;

    public Question(Policy policy, PolicyProfile profile, DecisionRequest request, ChildFacts? facts, DateTimeOffset at)
    {
        (Policy, Profile, Request, _facts, At) = (policy, profile, request, facts, at);
        Day = DutchCalendar.DayOf(at);
        Age = facts is null ? 0 : DutchCalendar.AgeOn(facts.BornOn, Day);
    }

    public Policy Policy { get; }

    public PolicyProfile Profile { get; }

    public DecisionRequest Request { get; }

    public bool KnowsChild => _facts is not null;

    /// <summary>Only after <see cref="HardBans.OfChild"/> has let the question through.</summary>
    public ChildFacts Facts => _facts ?? throw new InvalidOperationException("Facts are asked for before it was checked that there are any.");

    public DateTimeOffset At { get; }

    /// <summary>The Dutch calendar day of <see cref="At"/>.</summary>
    public DateOnly Day { get; }

    public int Age { get; }

    /// <summary>Chosen by <see cref="RowChoice"/>.</summary>
    public PolicyRow Row { get; set; } = null!;

    public bool HasRow => Row is not null;

    /// <summary>What is still permitted.</summary>
    public ulong Open { get; set; }

    /// <summary>What was withheld, and why; null while nothing was.</summary>
    public Dictionary<DataCategory, Reason>? Denied { get; private set; }

    public List<Obligation> Obligations { get; } = new(4) { new(ObligationCodes.Log) };

    /// <summary>Ids of the grants that were counted; null on a path without consent.</summary>
    public List<string>? Grants { get; set; }

    /// <summary>Holders who count, found by <see cref="ConsentKeys"/>.</summary>
    public List<AuthorityLine>? HolderLines { get; set; }

    /// <summary>Something inside a permitted category is shielded.</summary>
    public bool MasksContent { get; set; }

    public void Oblige(string code, string? about = null) => Obligations.Add(new(code, about));

    public void Deny(DataCategory category, Reason reason)
    {
        Open &= ~Policy.MaskOf(category);
        Denied ??= [];
        Denied.TryAdd(category, reason);
    }

    public void Deny(ulong mask, Reason reason)
    {
        if (mask == 0)
        {
            return;
        }

        foreach (var category in Policy.CategoriesOf(mask))
        {
            Deny(category, reason);
        }
    }

    /// <summary>Whether the organisation that a fact names is the asker, successors included (R-SUC-2).</summary>
    public bool IsAsker(OrganisationId? recorded) => IsSame(recorded, Request.Organisation);

    public bool IsSource(OrganisationId? recorded) => IsSame(recorded, Request.Source);

    public bool IsRelevant(ConsentGrant grant) => grant.Source == Request.Source && Names(grant, Request.Organisation);

    public static bool Names(ConsentGrant grant, OrganisationId recipient)
    {
        for (var i = 0; i < grant.Recipients.Count; i++)
        {
            if (grant.Recipients[i] == recipient)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSame(OrganisationId? recorded, OrganisationId asking) =>
        recorded is { } known && Succession.IsSame(Facts.Circumstances.Succession, known, asking, Day);
}
