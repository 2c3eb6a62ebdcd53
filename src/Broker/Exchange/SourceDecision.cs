using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange;

/// <summary>What was decided about one source, with the question as the rules saw it.</summary>
/// <param name="Source">Null when the refusal concerns no source in particular.</param>
/// <param name="Facts">Null when the child is unknown.</param>
/// <param name="Refusal">Full view of why nothing may leave; null when something may. Wins over the decision: the directory and the channel have a say too.</param>
/// <param name="ConsentVersion">The child's consent version that was decided on.</param>
/// <param name="Named">The asker named this source; a source that was not named is not mentioned when it gives nothing.</param>
public sealed record SourceDecision(
    Organisation? Source, DecisionRequest Request, ChildFacts? Facts, Decision Decision, Reason? Refusal, long ConsentVersion, bool Named, DateTimeOffset At)
{
    /// <summary>The version of the directory that was decided on.</summary>
    public long DirectoryVersion { get; init; }

    /// <summary>Where the source is reached; null when it registered no system.</summary>
    public SourceEndpoint? Endpoint { get; init; }

    /// <summary>The number by which the source files the child; null when nothing may be fetched, or none is coupled.</summary>
    public SourceChildKey? SourceKey { get; init; }

    /// <summary>The refusal would be the same about any child: it rests on the request and on who makes it.</summary>
    public bool IsOfTheRequest { get; init; }

    /// <summary>The asker hears "not available" whatever the reason: it would tell which source holds something.</summary>
    public bool TellsNothing { get; init; }

    /// <summary>The refusal as the asker may know it; null when something may leave.</summary>
    public Reason? RefusalForRequester => Refusal switch
    {
        null => null,
        _ when TellsNothing => ConsentReasons.ConsentNotAvailable,
        { View: RequesterView.ConsentNotAvailable } => ConsentReasons.ConsentNotAvailable,
        _ => Refusal,
    };

    /// <summary>What is withheld of what was asked, as the asker may know it.</summary>
    public IReadOnlyDictionary<Consent.Vocabulary.DataCategory, Reason> Withheld => Decision.ForRequester().Denied;
}
