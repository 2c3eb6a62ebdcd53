using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/vragen/{id}/controleren: the choice once more, then it is recorded. The button says what it does.</summary>
public sealed class ControlerenModel(ConsentFlows flows, FamilyActs acts, OwnActs own, PageWords words, TimeProvider clock, FamilyTrail trail) : QuestionStep(flows, trail)
{
    public bool SaysYes => Chosen is Yes;

    /// <summary>Null for a no.</summary>
    public DateOnly? LastDay => SaysYes ? Durations.LastDay(Duration, Flow.Request?.ValidUntil, DutchCalendar.DayOf(clock.GetUtcNow())) : null;

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        Turn = Guid.CreateVersion7(clock.GetUtcNow());
        return (IActionResult?)Incomplete(id) ?? Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        if (Incomplete(id) is { } unfinished)
        {
            return unfinished;
        }

        var grant = LastDay is { } until
            ? await acts.SayYesAsync(Visitor, Flow, until, words.Language, Aborted, Turn)
            : await acts.SayNoAsync(Visitor, Flow, words.Language, Aborted, Turn);
        Forget();
        var receipt = (await own.OfAsync(Visitor, Aborted)).First(act => act.GrantId == grant.ToString("D"));
        return RedirectToPage("/Ouders/Bewijs", null, new { id = receipt.Key }, "klaar");
    }

    private RedirectToPageResult? Incomplete(string id) => Chosen switch
    {
        No => null,
        Yes => LastDay is null ? RedirectToPage("/Ouders/Duur", new { id }) : null,
        _ => RedirectToPage("/Ouders/Vraag", new { id }),
    };
}
