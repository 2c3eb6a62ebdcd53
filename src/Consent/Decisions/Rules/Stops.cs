using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>What one person said against this exchange, and what a court did, in order of time (R-WD-4 to R-WD-6, R-PAR-3).</summary>
/// <remarks>Read once a person: a child with thousands of grants and withdrawals costs time in proportion, not each grant against each withdrawal.</remarks>
internal readonly struct Stops
{
    private readonly List<(DateTimeOffset At, ulong Scope, bool Refusal)>? _ofPerson;
    private readonly List<(DateTimeOffset At, ulong Scope, bool Refusal)>? _ofOrder;

    private Stops(List<(DateTimeOffset At, ulong Scope, bool Refusal)>? ofPerson, List<(DateTimeOffset At, ulong Scope, bool Refusal)>? ofOrder)
    {
        (Refused, Withdrawn) = LastWords(ofPerson);
        (_ofPerson, _ofOrder) = (Gather(ofPerson), Gather(ofOrder));
    }

    /// <summary>Categories of which the last "no" of the person is a refusal: an older one that a "yes" overtook explains nothing any more.</summary>
    public ulong Refused { get; }

    /// <summary>Categories of which the last "no" of the person takes a "yes" back.</summary>
    public ulong Withdrawn { get; }

    public static Stops Read(Question question, ConsentGrant[] grants, PersonId person)
    {
        List<(DateTimeOffset, ulong, bool)>? ofPerson = null, ofOrder = null;
        foreach (var carrier in grants)
        {
            if (carrier.Events.Count == 0 || !SpeaksOfThis(question, carrier))
            {
                continue;
            }

            for (var i = 0; i < carrier.Events.Count; i++)
            {
                var said = carrier.Events[i];
                if (said.At > question.At)
                {
                    continue;
                }

                var (scope, byPerson, refusal) = (ScopeOf(question, said), said.By == person, said.Kind is ConsentEventKind.Refused);
                if (byPerson)
                {
                    (ofPerson ??= []).Add((said.At, scope, refusal));
                }

                // A court's order stands against the refusal that it overrules, also when that is said once more; a withdrawal (UAVG 5 lid 3) still stops it.
                if (said.By == PersonId.Court || (byPerson && !refusal))
                {
                    (ofOrder ??= []).Add((said.At, scope, refusal));
                }
            }
        }

        return new(ofPerson, ofOrder);
    }

    /// <summary>The categories of a grant that were stopped after it was given. Only a grant given after the "no" stands: at the same instant the "no" wins.</summary>
    public ulong Since(ConsentGrant grant)
    {
        if ((grant.GrantedBy == PersonId.Court ? _ofOrder : _ofPerson) is not { } said)
        {
            return 0;
        }

        int from = 0, end = said.Count;
        while (from < end)
        {
            var middle = (from + end) / 2;
            (from, end) = said[middle].At < grant.GivenAt ? (middle + 1, end) : (from, middle);
        }

        return from < said.Count ? said[from].Scope : 0;
    }

    /// <summary>Sorts, oldest first; of the same instant a refusal is the last word.</summary>
    private static (ulong Refused, ulong Withdrawn) LastWords(List<(DateTimeOffset At, ulong Scope, bool Refusal)>? said)
    {
        if (said is null)
        {
            return default;
        }

        said.Sort(static (one, other) => (one.At, one.Refusal).CompareTo((other.At, other.Refusal)));
        ulong refused = 0, withdrawn = 0;
        foreach (var (_, scope, refusal) in said)
        {
            (refused, withdrawn) = refusal ? (refused | scope, withdrawn & ~scope) : (refused & ~scope, withdrawn | scope);
        }

        return (refused, withdrawn);
    }

    /// <summary>Oldest first, each with all that was said from then on.</summary>
    private static List<(DateTimeOffset At, ulong Scope, bool Refusal)>? Gather(List<(DateTimeOffset At, ulong Scope, bool Refusal)>? said)
    {
        said?.Sort(static (one, other) => one.At.CompareTo(other.At));
        for (var i = (said?.Count ?? 0) - 2; i >= 0; i--)
        {
            said![i] = said[i] with { Scope = said[i].Scope | said[i + 1].Scope };
        }

        return said;
    }

    // A "no" to an organisation, or about what it has, goes on counting for its successor.
    private static bool SpeaksOfThis(Question question, ConsentGrant carrier) =>
        (carrier.Source == question.Request.Source || question.IsSource(carrier.Source))
        && (Question.Names(carrier, question.Request.Organisation)
            || (question.Facts.Circumstances.Succession is { } succession
                && question.IsAsker(succession.Old)
                && Question.Names(carrier, succession.Old)));

    private static ulong ScopeOf(Question question, ConsentEvent said) =>
        said.ConcernsEverything ? question.Open : question.Policy.MaskOf(said.Categories!) & question.Open;
}
