using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/dagen/{dag}: one Dutch calendar day (NEN 7513 view 2).</summary>
public sealed class DagModel(OversightLog log, EntryTelling telling, PageWords words, TimeProvider clock) : ViewPage(log, telling, words, clock)
{
    public async Task<IActionResult> OnGetAsync(string dag, CancellationToken ct) =>
        DutchTime.TryDay(dag, out var day) && day.Year is > 2000 and < 2200
            ? await ShowAsync("DAY", Words["toezicht.view-day-lead", Words.Date(day)], search => search with { From = day, Until = day }, ct)
            : NotFound();
}
