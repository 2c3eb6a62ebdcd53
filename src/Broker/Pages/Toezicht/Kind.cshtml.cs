using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/kinderen/{pseudoniem}: everything about one child in this organisation's slice (NEN 7513 view 1).</summary>
public sealed class KindModel(OversightLog log, EntryTelling telling, ChildNames names, PageWords words, TimeProvider clock) : ViewPage(log, telling, words, clock)
{
    public string Pseudoniem { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string pseudoniem, CancellationToken ct)
    {
        Pseudoniem = pseudoniem;
        var answer = await ShowAsync("CHILD", Words["toezicht.view-child-lead", pseudoniem], search => search with { Child = pseudoniem }, ct);
        return await names.FindAsync(Officer, pseudoniem, ct) is null ? NotFound() : answer;
    }
}
