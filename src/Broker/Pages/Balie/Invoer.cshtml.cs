using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>/toezicht/balie/invoer/{naam}/{sleutel}: an employee records what somebody chose by phone, on paper or at the desk, with what it rests on.</summary>
public sealed class InvoerModel(AssistedDesk desk, AssistedActs acts, OversightLog log, PageWords words, TimeProvider clock) : BaliePage(log)
{
    private const string Stop = "stop";
    private const long LargestScan = 10 * 1024 * 1024;

    [BindProperty(SupportsGet = true)]
    public string Naam { get; set; } = string.Empty;

    [BindProperty]
    public string? Route { get; set; }

    [BindProperty]
    public string? Keuze { get; set; }

    [BindProperty]
    public string? Hoelang { get; set; }

    [BindProperty]
    public IFormFile? Scan { get; set; }

    /// <summary>The employee is sure who it is.</summary>
    [BindProperty]
    public bool Gezien { get; set; }

    /// <summary>The person knows the whole question, and that no is an answer.</summary>
    [BindProperty]
    public bool Verteld { get; set; }

    public ConsentFlow Flow { get; private set; } = null!;

    public IReadOnlyList<Choice> Routes => [.. Enum.GetValues<AssistedRoute>().Select(route => new Choice(route.ToString(), words[$"balie.route-{route}"], words[$"balie.route-{route}-hint"]))];

    public IReadOnlyList<Choice> Choices => [new(QuestionStep.Yes, words["ouders-vraag.yes"]), new(QuestionStep.No, words["ouders-vraag.no"]), new(Stop, words["balie.stop"])];

    public IReadOnlyList<Choice> Ends => [.. Durations.Codes(AskedUntil, Today).Select(code => new Choice(code, words["ouders-vraag.d-" + code], words["ouders-vraag.d-until", words.Date(Durations.LastDay(code, AskedUntil, Today)!.Value)]))];

    private DateOnly? AskedUntil => Flow.Request?.ValidUntil;

    private DateOnly Today => DutchCalendar.DayOf(clock.GetUtcNow());

    public string? FaultOf(string field) => ModelState.GetValueOrDefault(field)?.Errors.FirstOrDefault()?.ErrorMessage;

    public async Task<IActionResult> OnGetAsync(string sleutel) => await FindAsync(sleutel) ? Page() : await MissingAsync();

    public async Task<IActionResult> OnPostAsync(string sleutel)
    {
        if (!await FindAsync(sleutel))
        {
            return await MissingAsync();
        }

        var known = Enum.TryParse<AssistedRoute>(Route, out var route) && Enum.IsDefined(route) && !char.IsAsciiDigit(Route![0]);
        var until = Keuze is QuestionStep.Yes ? Durations.LastDay(Hoelang, AskedUntil, Today) : null;
        Check(known, nameof(Route), "balie.f-route");
        Check(Keuze is QuestionStep.Yes or QuestionStep.No or Stop, nameof(Keuze), "balie.f-choice");
        Check(Keuze is not QuestionStep.Yes || until is not null, nameof(Hoelang), "balie.f-until");
        Check(!known || Keuze is not QuestionStep.Yes || AssistedEntry.MayRecordYes(route), nameof(Keuze), "balie.f-phone");
        Check(!known || !AssistedEntry.NeedsScan(route) || Scan is { Length: > 0 and <= LargestScan }, nameof(Scan), "balie.f-scan");
        Check(Gezien && Verteld, nameof(Gezien), "balie.f-checks");
        if (!ModelState.IsValid)
        {
            await Log.LookAsync(Employee, View, "ENTRY_INCOMPLETE", Flow.Member.Child, new Dictionary<string, string>(), Aborted);
            return Page();
        }

        var scan = AssistedEntry.NeedsScan(route) ? await HashAsync(Scan!) : null;
        var entry = new AssistedChoice(Flow, route, Keuze!, until, scan);
        await acts.RecordAsync(Employee, entry, words.Language, Aborted);
        TempData[KindModel.Saved] = Flow.Member.Known.GivenName;
        return RedirectToPage("/Balie/Kind", new { naam = Naam });
    }

    private async Task<string> HashAsync(IFormFile scan)
    {
        await using var stream = scan.OpenReadStream();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, Aborted));
    }

    private async Task<bool> FindAsync(string sleutel)
    {
        if ((await desk.FindAsync(Employee, Naam, Aborted))?.Questions.FirstOrDefault(flow => flow.Key == sleutel) is not { } question)
        {
            return false;
        }

        Flow = question;
        return true;
    }

    private void Check(bool good, string field, string fault)
    {
        if (!good)
        {
            ModelState.AddModelError(field, words[fault]);
        }
    }
}
