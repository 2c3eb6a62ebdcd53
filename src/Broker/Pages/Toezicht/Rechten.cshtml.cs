using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/rechten: requests of families with their terms. Restriction and objection take effect when they are recorded.</summary>
public sealed class RechtenModel(RightsBook rights, ChildNames names, Policy policy, OversightLog log, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Soort { get; set; }

    [BindProperty]
    public string? Bereik { get; set; }

    [BindProperty]
    public string? Ontvangen { get; set; }

    public IReadOnlyList<RightsRequest> Requests { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public DateOnly Today => DutchTime.DayOf(clock.GetUtcNow());

    public IReadOnlyList<Choice> Kinds => [.. Enum.GetNames<RightsKind>().Select(kind => new Choice(kind, Words[$"toezicht-rechten.kind-{kind}"]))];

    public IEnumerable<CategoryEntry> Categories => policy.Categories.Where(category => category.Exchanged);

    public IEnumerable<PurposeEntry> Purposes => policy.Purposes.Where(purpose => policy.RowsFor(new Purpose(purpose.Code)).Any(row => row.Objectable));

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("RIGHTS", ct);
        Requests = await rights.ListAsync(Officer, ct);
        Names = await names.NamesAsync(Officer, Requests.Select(request => new ChildReference(request.Child)), ct);
        Ontvangen ??= DutchTime.Iso(Today);
    }

    public async Task<IActionResult> OnPostNieuwAsync(CancellationToken ct)
    {
        var child = await names.FindAsync(Officer, (Kind ?? "").Trim().ToUpperInvariant(), ct);
        var known = Enum.TryParse<RightsKind>(Soort, out var kind) && Enum.IsDefined(kind);
        var day = DutchTime.TryDay(Ontvangen, out var received);
        Check(child is not null, nameof(Kind), "toezicht-rechten.fault-child");
        Check(known, nameof(Soort), "toezicht-rechten.fault-kind");
        Check(day, nameof(Ontvangen), "toezicht-rechten.fault-day");
        var scope = kind is RightsKind.Restriction or RightsKind.Objection ? Bereik ?? "" : "";
        if (ModelState.IsValid && !await rights.AddAsync(Officer, child!.Value, kind, scope, received, ct))
        {
            ModelState.AddModelError(string.Empty, Words["toezicht-rechten.fault-scope"]);
        }

        if (ModelState.IsValid)
        {
            return RedirectToPage();
        }

        await OnGetAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostSluitAsync(string id, string? tekst, string? besluit, CancellationToken ct)
    {
        var done = besluit is "verleng" ? await rights.ExtendAsync(Officer, id, tekst, ct) : await rights.CloseAsync(Officer, id, besluit is "ja", tekst, ct);
        return done ? RedirectToPage() : await AgainAsync("RIGHTS_STEP", "toezicht-rechten.fault-step", id, OnGetAsync, ct);
    }

    private void Check(bool good, string field, string fault)
    {
        if (!good)
        {
            ModelState.AddModelError(field, Words[fault]);
        }
    }
}
