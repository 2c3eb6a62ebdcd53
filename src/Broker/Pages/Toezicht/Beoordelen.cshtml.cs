using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/controle/{id}: take, judge, confirm; one step at a time, each in the log.</summary>
public sealed class BeoordelenModel(ReviewBook reviews, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Oordeel { get; set; }

    [BindProperty]
    public string? Bevinding { get; set; }

    public Review Review { get; private set; } = null!;

    public bool IsOwn => Review.Actor == Officer.Pseudonym;

    public IReadOnlyList<Choice> Verdicts => [new("Good", Words["toezicht-controle.state-Good"]), new("Incident", Words["toezicht-controle.state-Incident"])];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await reviews.FindAsync(Officer, id, ct) is not { } review)
        {
            return await NotYoursAsync("REVIEW", id, ct);
        }

        await LookAsync("REVIEW", ct, id);
        Review = review;
        return Page();
    }

    public async Task<IActionResult> OnPostNeemAsync(string id, CancellationToken ct) => await AnswerAsync(id, await reviews.TakeAsync(Officer, id, ct), ct);

    public async Task<IActionResult> OnPostBevestigAsync(string id, CancellationToken ct) => await AnswerAsync(id, await reviews.ConfirmAsync(Officer, id, ct), ct);

    public async Task<IActionResult> OnPostOordeelAsync(string id, CancellationToken ct)
    {
        if (Oordeel is not ("Good" or "Incident"))
        {
            ModelState.AddModelError(nameof(Oordeel), Words["toezicht-controle.choose"]);
            return await OnGetAsync(id, ct);
        }

        var answer = await reviews.JudgeAsync(Officer, id, Enum.Parse<ReviewState>(Oordeel), Bevinding, ct);
        return await AnswerAsync(id, answer, ct);
    }

    private async Task<IActionResult> AnswerAsync(string id, ReviewAnswer answer, CancellationToken ct)
    {
        switch (answer)
        {
            case ReviewAnswer.Done:
                return RedirectToPage(new { id });
            case ReviewAnswer.NotFound:
                return await NotYoursAsync("REVIEW", id, ct);
            default:
                ModelState.AddModelError(answer is ReviewAnswer.NoFinding ? nameof(Bevinding) : string.Empty, Words[$"toezicht-controle.answer-{answer}"]);
                return await OnGetAsync(id, ct);
        }
    }
}
