namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>One screen of the journey through a question. What was chosen so far travels in an encrypted cookie, never in an address.</summary>
public abstract class QuestionStep(ConsentFlows flows, FamilyTrail trail) : FamilyPage(trail)
{
    public const string Yes = "ja";
    public const string No = "nee";

    public ConsentFlow Flow { get; private set; } = null!;

    protected ConsentFlows Flows => flows;

    /// <summary>yes, no, or null while nothing was chosen.</summary>
    protected string? Chosen
    {
        get => TempData.Peek("keuze/" + Flow.Key) as string;
        set => TempData["keuze/" + Flow.Key] = value;
    }

    /// <summary>Code of the duration; null while nothing was chosen.</summary>
    protected string? Duration
    {
        get => TempData.Peek("duur/" + Flow.Key) as string;
        set => TempData["duur/" + Flow.Key] = value;
    }

    /// <summary>Which time it is that this question is answered: one for all presses of a button. Null when the page with the button was never opened.</summary>
    protected Guid? Turn
    {
        get => TempData.Peek("beurt/" + Flow.Key) is string turn ? Guid.ParseExact(turn, "N") : null;
        set => TempData["beurt/" + Flow.Key] = value?.ToString("N");
    }

    protected async Task<bool> FindAsync(string key)
    {
        if (await flows.FindAsync(Visitor, key, Aborted) is not { } flow)
        {
            return false;
        }

        Flow = flow;
        return true;
    }

    protected void Forget()
    {
        TempData.Remove("keuze/" + Flow.Key);
        TempData.Remove("duur/" + Flow.Key);
        TempData.Remove("beurt/" + Flow.Key);
    }
}
