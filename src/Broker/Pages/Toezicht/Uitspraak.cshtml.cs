using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Balie;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/kinderen/{pseudoniem}/uitspraak: the privacy officer of the source records a decision of a court that replaces one person's consent.</summary>
public sealed class UitspraakModel(AssistedDesk desk, CourtActs acts, CodeWords codes, OversightLog log, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    private const string View = "COURT_DECISION";
    private const long LargestDocument = 10 * 1024 * 1024;

    [BindProperty(SupportsGet = true)]
    public string Pseudoniem { get; set; } = string.Empty;

    [BindProperty]
    public string? Vraag { get; set; }

    [BindProperty]
    public string? Kenmerk { get; set; }

    [BindProperty]
    public string? Tot { get; set; }

    [BindProperty]
    public IFormFile? Document { get; set; }

    /// <summary>The officer saw the document itself.</summary>
    [BindProperty]
    public bool Gezien { get; set; }

    public IReadOnlyList<ConsentFlow> Flows { get; private set; } = [];

    public IReadOnlyList<Choice> Questions => [.. Flows.Select(flow => new Choice(
        flow.Key, Words["toezicht-uitspraak.of", flow.Member.Known.GivenName, flow.Recipient.Name, codes.Purpose(flow.Row.Purpose.Code)],
        string.Join(", ", flow.Categories.Select(category => codes.Category(category.Code)))))];

    public string? FaultOf(string field) => ModelState.GetValueOrDefault(field)?.Errors.FirstOrDefault()?.ErrorMessage;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return await NotYoursAsync(View, null, ct);
        }

        await LookAsync(View, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return await NotYoursAsync(View, null, ct);
        }

        var today = DutchTime.DayOf(clock.GetUtcNow());
        var flow = Flows.FirstOrDefault(flow => flow.Key == Vraag);
        var reference = (Kenmerk ?? "").Trim().ToUpperInvariant();
        var known = DutchTime.TryDay(Tot?.Trim(), out var until);
        Check(flow is not null, nameof(Vraag), "toezicht-uitspraak.f-question");
        Check(CourtDecision.IsReference(reference), nameof(Kenmerk), "toezicht-uitspraak.f-reference");
        Check(known && until >= today && until <= GrantTerm.LastDay(today), nameof(Tot), "toezicht-uitspraak.f-until");
        Check(Document is { Length: > 0 and <= LargestDocument }, nameof(Document), "toezicht-uitspraak.f-document");
        Check(Gezien, nameof(Gezien), "toezicht-uitspraak.f-seen");
        if (!ModelState.IsValid)
        {
            await Log.LookAsync(Officer, View, "STEP_REFUSED", flow?.Member.Child, new Dictionary<string, string>(), ct);
            return Page();
        }

        await acts.RecordAsync(Officer, new CourtDecision(flow!, reference, until, await HashAsync(Document!, ct)), ct);
        return RedirectToPage("/Toezicht/Kind", new { pseudoniem = Pseudoniem });
    }

    private static async Task<string> HashAsync(IFormFile document, CancellationToken ct)
    {
        await using var stream = document.OpenReadStream();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }

    /// <returns>False for who does not record decisions, and for a child that this organisation does not know.</returns>
    private async Task<bool> FindAsync(CancellationToken ct)
    {
        if (!MayAct || await desk.FindAsync(Officer, Pseudoniem, ct) is not { } found)
        {
            return false;
        }

        Flows = [.. found.Questions.Where(CourtActs.CanReplace)];
        return true;
    }

    private void Check(bool good, string field, string fault)
    {
        if (!good)
        {
            ModelState.AddModelError(field, Words[fault]);
        }
    }
}
