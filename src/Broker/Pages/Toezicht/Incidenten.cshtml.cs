using System.Text;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/incidenten: what an incident touched, within minutes, and the decision to report it or not.</summary>
public sealed class IncidentenModel(IncidentBook incidents, EntryTelling telling, OversightLog log, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    /// <summary>On the page; the file holds them all.</summary>
    public const int ChildrenShown = 100;

    private IReadOnlyDictionary<string, string> _organisations = new Dictionary<string, string>();

    [BindProperty]
    public string? Van { get; set; }

    [BindProperty]
    public string? Tot { get; set; }

    [BindProperty]
    public string? Medewerker { get; set; }

    [BindProperty]
    public string? Organisatie { get; set; }

    [BindProperty]
    public string? Sleutel { get; set; }

    public IReadOnlyList<Incident> Incidents { get; private set; } = [];

    public string NameOf(string organisation) => _organisations.GetValueOrDefault(organisation, organisation);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("INCIDENTS", ct);
        Incidents = await incidents.ListAsync(Officer, ct);
        _organisations = await telling.OrganisationsAsync(ct);
    }

    public async Task<IActionResult> OnPostNieuwAsync(CancellationToken ct)
    {
        var fields = new Dictionary<string, string?> { ["van"] = Van, ["tot"] = Tot, ["medewerker"] = Medewerker, ["organisatie"] = Organisatie, ["sleutel"] = Sleutel };
        var search = SearchReader.Read(fields, DutchTime.DayOf(clock.GetUtcNow()), out var faults);
        if (faults.Count == 0 && await incidents.OpenAsync(Officer, search, ct) is not null)
        {
            return RedirectToPage();
        }

        ModelState.AddModelError(faults.Count == 0 ? nameof(Sleutel) : nameof(Van), faults.Count == 0 ? Words["toezicht-rapporten.fault-key"] : Words[$"toezicht.{faults[0].Key}", faults[0].Part]);
        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>Which children, by the organisation's own names for them: to look up and to tell their families.</summary>
    public async Task<IActionResult> OnGetKinderenAsync(string? id, CancellationToken ct)
    {
        if (id is null || await incidents.FindAsync(Officer, id, ct) is not { } incident)
        {
            return await NotYoursAsync("INCIDENT_CHILDREN", id, ct);
        }

        await LookAsync("INCIDENT_CHILDREN", ct, id);
        var lines = incident.Scope.ChildNames.Prepend("kind");
        return File(Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n"), "text/csv; charset=utf-8", $"incident_{DutchTime.Iso(DutchTime.DayOf(incident.KnownAt))}_kinderen.csv");
    }

    public async Task<IActionResult> OnPostBesluitAsync(string id, string? waarom, string? gemeld, CancellationToken ct) =>
        await incidents.DecideAsync(Officer, id, gemeld is "ja", waarom, ct)
            ? RedirectToPage() : await AgainAsync("INCIDENT_DECISION", "toezicht-rapporten.fault-decision", id, OnGetAsync, ct);
}
