using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>The answer to one request, always with its reason. Immutable; texts are made only when asked for.</summary>
public sealed record Decision
{
    internal Decision(Outcome outcome, Reason reason, PolicyProfile profile, string policyVersion) =>
        (Outcome, Reason, Profile, PolicyVersion) = (outcome, reason, profile, policyVersion);

    public Outcome Outcome { get; internal init; }

    /// <summary>The reason of the outcome; on PARTIAL the reason of what was withheld.</summary>
    public Reason Reason { get; internal init; }

    /// <summary>In the order of the policy's list of categories.</summary>
    public IReadOnlyList<DataCategory> Permitted { get; internal init; } = [];

    public IReadOnlyDictionary<DataCategory, Reason> Denied { get; internal init; } = DeniedCategories.None;

    /// <summary>The matrix row; null when the request never reached one.</summary>
    public string? Row { get; internal init; }

    public LegalBasis Basis { get; internal init; }

    public IReadOnlyList<Obligation> Obligations { get; internal init; } = [];

    /// <summary>The grants that carry a permit, and the kinds of facts that were weighed.</summary>
    public RestsOn RestsOn { get; internal init; } = RestsOn.Nothing;

    public IReadOnlyList<string> Articles { get; internal init; } = [];

    public string PolicyVersion { get; }

    public PolicyProfile Profile { get; }

    /// <summary>What every fetch asks for; null on DENY.</summary>
    public ExchangePermit? Permit { get; internal init; }

    public Explanation Explanation => DecisionText.Of(this);

    /// <summary>Whether a permit that was given earlier still stands in full. Ask it of the decision at release.</summary>
    public bool Covers(ExchangePermit earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (Permit is not { } now || now.Child != earlier.Child || now.Source != earlier.Source || now.Recipient != earlier.Recipient || now.Purpose != earlier.Purpose)
        {
            return false;
        }

        foreach (var category in earlier.Categories)
        {
            if (!now.Categories.Contains(category))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The view of the asking party: no word on who refused, no persons, no grants (CONTRACT, two views of a reason).</summary>
    public Decision ForRequester() => MaskedView.Of(this);
}
