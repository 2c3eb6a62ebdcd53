namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Why somebody of a family would want to come and look. Kept by name.</summary>
public enum AttentionKind
{
    /// <summary>A source asks something.</summary>
    Question,

    /// <summary>The same question is asked anew: a birthday, or a change of gezag.</summary>
    Again,

    /// <summary>The last days of a yes have begun.</summary>
    Ending,

    /// <summary>An organisation answered a request under a right.</summary>
    Answer,

    /// <summary>A school asks about the guidance in a plan.</summary>
    Plan,
}
