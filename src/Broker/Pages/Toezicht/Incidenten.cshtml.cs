using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/incidenten: what an incident touched, within minutes, and the decision to report it or not.</summary>
public sealed class IncidentenModel(IncidentBook incidents, OversightLog log, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Van { get; set; }

    [BindProperty]
    public string? Tot { get; set; }

    [BindProperty]
    public string? Medewerker { get; set; }

    [BindProperty]
    public string? Organisatie { get; set; }

    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("INCIDENTS", ct);
        Incidents = await incidents.ListAsync(Officer, ct);
    }

    public async Task<IActionResult> OnPostNieuwAsync(CancellationToken ct)
    {
        var fields = new Dictionary<string, string?> { ["van"] = Van, ["tot"] = Tot, ["medewerker"] = Medewerker, ["organisatie"] = Organisatie };
        var search = SearchReader.Read(fields, DutchTime.DayOf(clock.GetUtcNow()), out var faults);
        if (faults.Count == 0)
        {
            await incidents.OpenAsync(Officer, search, ct);
            return RedirectToPage();
        }

        ModelState.AddModelError(nameof(Van), Words[$"toezicht.{faults[0].Key}", faults[0].Part]);
        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostBesluitAsync(string id, string? waarom, string? gemeld, CancellationToken ct) =>
        await incidents.DecideAsync(Officer, id, gemeld is "ja", waarom, ct)
            ? RedirectToPage() : await AgainAsync("INCIDENT_DECISION", "toezicht-rapporten.fault-decision", id, OnGetAsync, ct);
}
