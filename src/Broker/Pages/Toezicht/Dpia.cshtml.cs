using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Dpia;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/dpia: the DPIA as things stand, its versions, the FG's advice and the sign-off.</summary>
public sealed class DpiaModel(DpiaBook dpia, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    public DpiaBody Now { get; private set; } = null!;

    public IReadOnlyList<DpiaVersion> Versions { get; private set; } = [];

    public DpiaVersion? Newest => Versions.Count > 0 ? Versions[0] : null;

    /// <summary>Rows that changed since the newest version.</summary>
    public IReadOnlyList<string> Changed => Newest is { } newest ? Now.DiffersFrom(newest.Body) : [];

    public bool IsFg => Officer.Role is OfficerRole.Fg;

    public IReadOnlyList<Choice> Verdicts => [.. DpiaVersion.Verdicts.Select(verdict => new Choice(verdict, Words[$"toezicht-dpia.verdict-{verdict}"]))];

    [BindProperty]
    public string? Oordeel { get; set; }

    [BindProperty]
    public string? Advies { get; set; }

    [BindProperty]
    public string? Weging { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("DPIA", ct);
        Now = await dpia.DescribeAsync(Officer, ct);
        Versions = await dpia.ListAsync(Officer, ct);
    }

    public async Task<IActionResult> OnPostMaakAsync(CancellationToken ct) =>
        await dpia.KeepAsync(Officer, ct) ? RedirectToPage() : await AgainAsync("DPIA_STEP", "toezicht-dpia.fault-make", null, OnGetAsync, ct);

    public async Task<IActionResult> OnPostAdviesAsync(string? id, CancellationToken ct) =>
        await dpia.AdviseAsync(Officer, id, Oordeel, Advies, ct) ? RedirectToPage() : await AgainAsync("DPIA_STEP", "toezicht-dpia.fault-advice", id, OnGetAsync, ct);

    public async Task<IActionResult> OnPostTekenAsync(string? id, CancellationToken ct) =>
        await dpia.SignAsync(Officer, id, Weging, ct) ? RedirectToPage() : await AgainAsync("DPIA_STEP", "toezicht-dpia.fault-sign", id, OnGetAsync, ct);
}
