using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/bewaren: per matrix row how long, what was certified deleted, and what may not be deleted now.</summary>
public sealed class BewarenModel(RetentionBook retention, OversightLog log, PageWords words) : OfficerPage
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

    public bool MayAct => Officer.Role is OfficerRole.PrivacyOfficer;

    public IReadOnlyList<Choice> Methods => [.. RetentionBook.Methods.Select(method => new Choice(method, words[$"toezicht-bewaren.method-{method}"]))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await log.LookAsync(Officer, "RETENTION", null, null, new Dictionary<string, string>(), ct);
        Lines = await retention.ListAsync(Officer, ct);
    }

    public async Task<IActionResult> OnPostGewistAsync(CancellationToken ct) =>
        DutchTime.TryDay(Tot, out var day) && await retention.CertifyAsync(Officer, RowOf(Rij), day, Wijze, ct)
            ? RedirectToPage() : await AgainAsync("DELETION", "fault-certificate", null, ct);

    public async Task<IActionResult> OnPostVasthoudenAsync(CancellationToken ct) =>
        await retention.HoldAsync(Officer, RowOf(Rij), Reden, ct) ? RedirectToPage() : await AgainAsync("HOLD", "fault-hold", null, ct);

    public async Task<IActionResult> OnPostVrijgevenAsync(string? id, CancellationToken ct) =>
        await retention.LiftAsync(Officer, id, ct) ? RedirectToPage() : await AgainAsync("HOLD", "fault-hold", id, ct);

    private static string? RowOf(string? text) => text?.Trim().ToUpperInvariant();

    private async Task<IActionResult> AgainAsync(string view, string fault, string? id, CancellationToken ct)
    {
        await RefusedAsync(log, view, "STEP_REFUSED", id, ct);
        ModelState.Clear();
        ModelState.AddModelError(string.Empty, words[$"toezicht-bewaren.{fault}"]);
        await OnGetAsync(ct);
        return Page();
    }
}
