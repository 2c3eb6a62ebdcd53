using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/meldingen/{id}: one signal with its reason, and what an officer makes of it.</summary>
public sealed class MeldingModel(SignalBook signals, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Oordeel { get; set; }

    [BindProperty]
    public string? Toelichting { get; set; }

    public SignalLine Signal { get; private set; } = null!;

    public IReadOnlyList<Choice> Verdicts =>
    [
        new("Justified", Words["toezicht-meldingen.verdict-Justified"], Words["toezicht-meldingen.hint-Justified"]),
        new("FalseAlarm", Words["toezicht-meldingen.verdict-FalseAlarm"], Words["toezicht-meldingen.hint-FalseAlarm", Signal.Rule.Step, Signal.Rule.Most]),
    ];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await signals.FindAsync(Officer, id, ct) is not { } signal)
        {
            return await NotYoursAsync("SIGNAL", id, ct);
        }

        await LookAsync("SIGNAL", ct, id);
        Signal = signal;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (Oordeel is not ("Justified" or "FalseAlarm"))
        {
            ModelState.AddModelError(nameof(Oordeel), Words["toezicht-meldingen.choose"]);
        }

        if (string.IsNullOrWhiteSpace(Toelichting))
        {
            ModelState.AddModelError(nameof(Toelichting), Words["toezicht-meldingen.note-missing"]);
        }

        if (!ModelState.IsValid)
        {
            return await OnGetAsync(id, ct);
        }

        if (await signals.JudgeAsync(Officer, id, Enum.Parse<SignalVerdict>(Oordeel!), Toelichting, ct))
        {
            return RedirectToPage(new { id });
        }

        ModelState.AddModelError(string.Empty, Words["toezicht-meldingen.not-yours"]);
        return await OnGetAsync(id, ct);
    }
}
