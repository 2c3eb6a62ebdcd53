namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>What the BRP says about the gezag over one child. The names are those of Haal Centraal v2.</summary>
public enum BrpGezagKind
{
    /// <summary>Both parents; <c>TweehoofdigOuderlijkGezag</c> in v1.</summary>
    GezamenlijkOuderlijkGezag,

    EenhoofdigOuderlijkGezag,

    /// <summary>One parent together with someone who is no parent (BW 1:253t).</summary>
    GezamenlijkGezag,

    /// <summary>A voogd instead of parents (BW 1:245); without a person it is an organisation or unknown.</summary>
    Voogdij,

    TijdelijkGeenGezag,

    GezagNietTeBepalen,
}
