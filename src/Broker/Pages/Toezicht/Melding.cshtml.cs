using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/meldingen/{id}: one signal with its reason, and what an officer makes of it.</summary>
public sealed class MeldingModel(SignalBook signals, OversightLog log, PageWords words) : OfficerPage
{
    [BindProperty]
    public string? Oordeel { get; set; }

    [BindProperty]
    public string? Toelichting { get; set; }

    public SignalLine Signal { get; private set; } = null!;

    public IReadOnlyList<Choice> Verdicts =>
    [
        new("Justified", words["toezicht-meldingen.verdict-Justified"], words["toezicht-meldingen.hint-Justified"]),
        new("FalseAlarm", words["toezicht-meldingen.verdict-FalseAlarm"], words["toezicht-meldingen.hint-FalseAlarm", Signal.Rule.Step, Signal.Rule.Most]),
    ];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await signals.FindAsync(Officer, id, ct) is not { } signal)
        {
            return await NotYoursAsync(log, "SIGNAL", id, ct);
        }

        Signal = signal;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (Oordeel is not ("Justified" or "FalseAlarm"))
        {
            ModelState.AddModelError(nameof(Oordeel), words["toezicht-meldingen.choose"]);
        }

        if (string.IsNullOrWhiteSpace(Toelichting))
        {
            ModelState.AddModelError(nameof(Toelichting), words["toezicht-meldingen.note-missing"]);
        }

        if (!ModelState.IsValid)
        {
            return await OnGetAsync(id, ct);
        }

        if (await signals.JudgeAsync(Officer, id, Enum.Parse<SignalVerdict>(Oordeel!), Toelichting, ct))
        {
            return RedirectToPage(new { id });
        }

        ModelState.AddModelError(string.Empty, words["toezicht-meldingen.not-yours"]);
        return await OnGetAsync(id, ct);
    }
}
