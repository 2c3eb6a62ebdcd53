using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/bewaren: per matrix row how long, what was certified deleted, and what may not be deleted now.</summary>
public sealed class BewarenModel(RetentionBook retention, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Rij { get; set; }

    [BindProperty]
    public string? Tot { get; set; }

    [BindProperty]
    public string? Wijze { get; set; }

    [BindProperty]
    public string? Reden { get; set; }

    public IReadOnlyList<RetentionLine> Lines { get; private set; } = [];

    public IReadOnlyList<Choice> Methods => [.. RetentionBook.Methods.Select(method => new Choice(method, Words[$"toezicht-bewaren.method-{method}"]))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("RETENTION", ct);
        Lines = await retention.ListAsync(Officer, ct);
    }

    public async Task<IActionResult> OnPostGewistAsync(CancellationToken ct) =>
        DutchTime.TryDay(Tot, out var day) && await retention.CertifyAsync(Officer, RowOf(Rij), day, Wijze, ct)
            ? RedirectToPage() : await AgainAsync("DELETION", "toezicht-bewaren.fault-certificate", null, OnGetAsync, ct);

    public async Task<IActionResult> OnPostVasthoudenAsync(CancellationToken ct) =>
        await retention.HoldAsync(Officer, RowOf(Rij), Reden, ct) ? RedirectToPage() : await AgainAsync("HOLD", "toezicht-bewaren.fault-hold", null, OnGetAsync, ct);

    public async Task<IActionResult> OnPostVrijgevenAsync(string? id, CancellationToken ct) =>
        await retention.LiftAsync(Officer, id, ct) ? RedirectToPage() : await AgainAsync("HOLD", "toezicht-bewaren.fault-hold", id, OnGetAsync, ct);

    private static string? RowOf(string? text) => text?.Trim().ToUpperInvariant();
}
