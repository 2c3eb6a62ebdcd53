namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>In which place of the answer a holder stands.</summary>
public enum BrpGezagHolderRole
{
    Ouder,

    /// <summary>Someone who is no parent and holds the gezag together with one.</summary>
    Derde,

    Voogd,
}
