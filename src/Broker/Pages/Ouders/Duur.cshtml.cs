using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/vragen/{id}/duur: how long the yes lasts, each choice with its last day in words.</summary>
public sealed class DuurModel(ConsentFlows flows, PageWords words, TimeProvider clock, FamilyTrail trail) : QuestionStep(flows, trail)
{
    [BindProperty]
    public string? Hoelang { get; set; }

    public IReadOnlyList<Choice> Choices =>
    [
        .. Durations.Codes(AskedUntil, Today).Select(code => new Choice(code, words["ouders-vraag.d-" + code], words["ouders-vraag.d-until", words.Date(Durations.LastDay(code, AskedUntil, Today)!.Value)])),
    ];

    private DateOnly? AskedUntil => Flow.Request?.ValidUntil;

    private DateOnly Today => DutchCalendar.DayOf(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        Hoelang = Duration;
        return Chosen is Yes ? Page() : RedirectToPage("/Ouders/Vraag", new { id });
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        if (Durations.LastDay(Hoelang, AskedUntil, Today) is null)
        {
            ModelState.AddModelError(nameof(Hoelang), words["ouders-vraag.duration-error"]);
            return Page();
        }

        Duration = Hoelang;
        return RedirectToPage("/Ouders/Controleren", new { id });
    }
}
