namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Where one exchange stands for one person. Says nothing of what anybody else answered.</summary>
public enum FlowState
{
    /// <summary>This person's answer is needed and was never given.</summary>
    Waiting,

    /// <summary>This person said yes.</summary>
    Agreed,

    /// <summary>This person said yes; the yes ends within thirty days.</summary>
    Ending,

    /// <summary>Others decide; this person is told and may stop it.</summary>
    Told,

    /// <summary>This person said no, or stopped.</summary>
    Stopped,

    /// <summary>The yes of this person has ended.</summary>
    Expired,
}
