using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/vragen/{id}: one question, with everything that is needed to answer it. Nothing is chosen beforehand.</summary>
public sealed class VraagModel(ConsentFlows flows, PageWords words, FamilyTrail trail) : QuestionStep(flows, trail)
{
    [BindProperty]
    public string? Keuze { get; set; }

    public bool Answered => !Flow.Waits && Flow.State is not (FlowState.Stopped or FlowState.Expired);

    public IReadOnlyList<Choice> Choices => [new(QuestionStep.Yes, words["ouders-vraag.yes"]), new(QuestionStep.No, words["ouders-vraag.no"])];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        // The address that a source gets for its question; everybody who answers it has a page of their own behind it.
        if (Guid.TryParseExact(id, "D", out var request))
        {
            return await Flows.KeyOfRequestAsync(Visitor, request, Aborted) is { } own ? RedirectToPage(new { id = own }) : await MissingAsync();
        }

        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        Keuze = Chosen;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        if (Keuze is not (Yes or No))
        {
            ModelState.AddModelError(nameof(Keuze), words["ouders-vraag.choice-error"]);
            return Page();
        }

        Chosen = Keuze;
        return RedirectToPage(Keuze is Yes ? "/Ouders/Duur" : "/Ouders/Controleren", new { id });
    }
}
