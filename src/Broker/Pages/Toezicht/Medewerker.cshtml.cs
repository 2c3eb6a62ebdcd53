using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/medewerkers/{id}: what one person did, in order, by pseudonym (NEN 7513 view 3).</summary>
public sealed class MedewerkerModel(OversightLog log, EntryTelling telling, PageWords words, TimeProvider clock) : ViewPage(log, telling, words, clock)
{
    public Task<IActionResult> OnGetAsync(string id, CancellationToken ct) =>
        ShowAsync("EMPLOYEE", Words["toezicht.view-employee-lead", id.Length > 40 ? id[..40] : id], search => search with { Employee = id }, ct);
}
