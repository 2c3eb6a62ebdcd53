using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/logboek: search the organisation's slice of the log. The search stands in the address; a child's own number never does.</summary>
public sealed class LogboekModel(OversightLog log, EntryTelling telling, ChildNames children, LogChecks checks, TallyBook tally, Tallies tallies, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Nummer { get; set; }

    public LogSearch Search { get; private set; } = null!;

    public string? Box { get; private set; }

    public IReadOnlyList<(string Key, string Part)> Faults { get; private set; } = [];

    public LogState? State { get; private set; }

    public IReadOnlyDictionary<string, string> Organisations { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<DayCount> Days { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<long>> Heat { get; private set; } = [];

    public LineList Lines { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var fields = Request.Query.ToDictionary(field => field.Key, field => (string?)field.Value.ToString(), StringComparer.Ordinal);
        Search = SearchReader.Read(fields, DutchTime.DayOf(clock.GetUtcNow()), out var faults);
        if (faults.Any(fault => fault.Key == "fault-bsn"))
        {
            return Redirect("/toezicht/logboek?fout=bsn");   // the number must not stay in the address
        }

        Faults = fields.GetValueOrDefault("fout") == "bsn" ? [("fault-bsn", "")] : faults;
        Box = fields.GetValueOrDefault("q");
        State = await checks.LatestAsync(ct);
        Organisations = await telling.OrganisationsAsync(ct);
        var page = await Log.SearchAsync(Officer, Search, "SEARCH", ct);
        await tally.CatchUpAsync(2000, ct);
        Days = await tallies.PerDayAsync(Officer, Search.From, Search.Until, ct);
        Heat = await tallies.HeatAsync(Officer, Search.From, Search.Until, ct);
        Lines = new LineList(Words["toezicht.lines-caption"], await telling.LinesAsync(Officer, page.Records, ct), page.Next is null ? null : Older(page.Next.ToString()));
        return Page();
    }

    public async Task<IActionResult> OnPostKindAsync(CancellationToken ct)
    {
        var found = Nummer is { Length: > 0 and < 80 } number ? await children.LookUpAsync(Officer, number.Trim(), ct) : null;
        if (found is not null)
        {
            return RedirectToPage("/Toezicht/Kind", new { pseudoniem = found });
        }

        await Log.LookAsync(Officer, "CHILD_LOOKUP", "UNKNOWN_CHILD", null, new Dictionary<string, string>(), ct);
        ModelState.Clear();
        Nummer = null;
        var answer = await OnGetAsync(ct);
        Faults = [("fault-child", "")];
        return answer;
    }

    private string Older(string cursor)
    {
        var query = new QueryBuilder(Request.Query.Where(part => part.Key is not "na"));
        query.Add("na", cursor);
        return Request.Path + query.ToString();
    }
}
