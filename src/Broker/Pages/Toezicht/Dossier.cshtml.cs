using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/dossiers/{pseudoniem}/{bron}: one child's dossier at one source (NEN 7513 view 4).</summary>
public sealed class DossierModel(OversightLog log, EntryTelling telling, ChildNames names, PageWords words, TimeProvider clock) : ViewPage(log, telling, words, clock)
{
    public async Task<IActionResult> OnGetAsync(string pseudoniem, string bron, CancellationToken ct)
    {
        var answer = await ShowAsync("DOSSIER", Words["toezicht.view-dossier-lead", pseudoniem, bron], search => search with { Child = pseudoniem, Organisation = bron, SourceOnly = true }, ct);
        return await names.FindAsync(Officer, pseudoniem, ct) is null ? NotFound() : answer;
    }
}
