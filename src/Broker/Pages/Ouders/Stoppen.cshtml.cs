using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/toestemmingen/{id}/stoppen: the second and last click of a stop. What it changes stands below the button, not in front of it.</summary>
public sealed class StoppenModel(ConsentFlows flows, FamilyActs acts, OwnActs own, PageWords words, FamilyTrail trail) : QuestionStep(flows, trail)
{
    [BindProperty]
    public IReadOnlyList<string> Delen { get; set; } = [];

    public string? Fault => ModelState.GetValueOrDefault(nameof(Delen))?.Errors.FirstOrDefault()?.ErrorMessage;

    public async Task<IActionResult> OnGetAsync(string id) => !await FindAsync(id) ? await MissingAsync() : (IActionResult?)AlreadyOff(id) ?? Page();

    public async Task<IActionResult> OnPostAllesAsync(string id) => !await FindAsync(id) ? await MissingAsync() : AlreadyOff(id) ?? await StopAsync([]);

    public async Task<IActionResult> OnPostDeelAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        if (AlreadyOff(id) is { } off)
        {
            return off;
        }

        var chosen = Flow.Standing.Select(category => category.Code).Intersect(Delen, StringComparer.Ordinal).ToList();
        if (chosen.Count > 0)
        {
            return await StopAsync(chosen.Count == Flow.Standing.Count ? [] : chosen);
        }

        ModelState.AddModelError(nameof(Delen), words["ouders.stop-part-error"]);
        return Page();
    }

    private RedirectToPageResult? AlreadyOff(string id) => Flow.Standing.Count > 0 ? null : RedirectToPage("/Ouders/Toestemming", new { id });

    private async Task<IActionResult> StopAsync(IReadOnlyList<string> categories)
    {
        await acts.StopAsync(Visitor, Flow, categories, Aborted);
        return (await own.OfAsync(Visitor, Aborted)).FirstOrDefault(act => act.Act == "WITHDRAWN") is { } receipt
            ? RedirectToPage("/Ouders/Bewijs", null, new { id = receipt.Key }, "klaar")
            : RedirectToPage("/Ouders/Overzicht");
    }
}
