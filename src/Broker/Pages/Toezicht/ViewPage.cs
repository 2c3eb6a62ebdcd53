using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>One of the four views of NEN 7513:2018: by child, by day, by employee, by dossier. Equal lines of a day are shown as one.</summary>
public abstract class ViewPage(OversightLog log, EntryTelling telling, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    public string Lead { get; private set; } = "";

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public LineList Lines { get; private set; } = null!;

    /// <param name="narrow">The one thing this view is about.</param>
    protected async Task<IActionResult> ShowAsync(string view, string lead, Func<LogSearch, LogSearch> narrow, CancellationToken ct)
    {
        var fields = Request.Query.Where(field => field.Key is "van" or "tot" or "na").ToDictionary(field => field.Key, field => (string?)field.Value.ToString(), StringComparer.Ordinal);
        var search = narrow(SearchReader.Read(fields, DutchTime.DayOf(clock.GetUtcNow()), out _));
        (Lead, From, Until) = (lead, search.From, search.Until);
        var page = await Log.SearchAsync(Officer, search, view, ct);
        var lines = EntryTelling.Merge(await telling.LinesAsync(Officer, page.Records, ct));
        Lines = new LineList(Words["toezicht.lines-caption"], lines, page.Next is null ? null : Older(page.Next.ToString()));
        return Page();
    }

    private string Older(string cursor)
    {
        var query = new QueryBuilder(Request.Query.Where(part => part.Key is not "na")) { { "na", cursor } };
        return Request.Path + query.ToString();
    }
}
