using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Audit.Exporting;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/exports: ask for a part of the log as a file, with a reason, and see how far each job is.</summary>
public sealed class ExportsModel(ExportBook exports, OversightLog log, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Van { get; set; }

    [BindProperty]
    public string? Tot { get; set; }

    [BindProperty]
    public string? Reden { get; set; }

    [BindProperty]
    public string? Vorm { get; set; }

    public IReadOnlyList<ExportJob> Jobs { get; private set; } = [];

    public IReadOnlyList<Choice> Reasons => [.. ExportBook.Reasons.Select(reason => new Choice(reason, Words[$"toezicht-rapporten.reason-{reason}"]))];

    public IReadOnlyList<Choice> Formats => [.. Enum.GetNames<ExportFormat>().Select(format => new Choice(format, Words[$"toezicht-rapporten.format-{format}"]))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("EXPORTS", ct);
        var today = DutchTime.DayOf(clock.GetUtcNow());
        Van ??= DutchTime.Iso(today.AddDays(-29));
        Tot ??= DutchTime.Iso(today);
        Jobs = await exports.ListAsync(Officer, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (DutchTime.TryDay(Van, out var from)
            && DutchTime.TryDay(Tot, out var until)
            && await exports.AskAsync(Officer, Reden, Vorm, from, until, ct) is { } id)
        {
            return RedirectToPage("/Toezicht/Export", new { id });
        }

        ModelState.AddModelError(Reden is null ? nameof(Reden) : Vorm is null ? nameof(Vorm) : nameof(Van), Words[Reden is null ? "toezicht-rapporten.fault-reason" : Vorm is null ? "toezicht-rapporten.fault-format" : "toezicht-rapporten.fault-period"]);
        await OnGetAsync(ct);
        return Page();
    }
}
