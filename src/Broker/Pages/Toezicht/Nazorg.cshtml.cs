using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/nazorg: wrong deliveries recalled, people not yet informed (art. 14), dossiers sent and never taken.</summary>
public sealed class NazorgModel(RecallBook recalls, InformingBook informing, UnopenedDossiers unopened, ChildNames names, EntryTelling telling, OversightLog log, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    [BindProperty]
    public string? Regel { get; set; }

    [BindProperty]
    public string? Fout { get; set; }

    [BindProperty]
    public string? Toelichting { get; set; }

    public IReadOnlyList<Recall> Recalls { get; private set; } = [];

    public IReadOnlyList<InformingDuty> Duties { get; private set; } = [];

    public IReadOnlyList<UnopenedDossier> Unopened { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Organisations { get; private set; } = new Dictionary<string, string>();

    public DateOnly Today => DutchTime.DayOf(clock.GetUtcNow());

    public IReadOnlyList<Choice> Kinds => [.. Recall.Kinds.Select(kind => new Choice(kind, Words[$"toezicht-nazorg.kind-{kind}"]))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("AFTERCARE", ct);
        Recalls = await recalls.ListAsync(Officer, ct);
        Duties = await informing.OpenAsync(Officer, ct);
        Unopened = await unopened.ListAsync(Officer, ct);
        Organisations = await telling.OrganisationsAsync(ct);
        Names = await names.NamesAsync(Officer, [.. Recalls.Select(recall => new Consent.Vocabulary.ChildReference(recall.Child)), .. Duties.Select(duty => duty.Child), .. Unopened.Select(sent => sent.Child)], ct);
    }

    public async Task<IActionResult> OnPostTerugAsync(CancellationToken ct) =>
        long.TryParse(Regel, out var entry) && await recalls.AskAsync(Officer, entry, Fout, Toelichting, ct) ? RedirectToPage() : await AgainAsync("RECALL", "toezicht-nazorg.fault-recall", null, OnGetAsync, ct);

    public async Task<IActionResult> OnPostAntwoordAsync(string id, string? gewist, string? tekst, CancellationToken ct) =>
        await recalls.AnswerAsync(Officer, id, gewist is "ja", tekst, ct) ? RedirectToPage() : await AgainAsync("RECALL_ANSWER", "toezicht-nazorg.fault-answer", id, OnGetAsync, ct);

    public async Task<IActionResult> OnPostVerteldAsync(string kind, string? hoe, long totEnMet, CancellationToken ct) =>
        await names.FindAsync(Officer, kind, ct) is { } child && await informing.ToldAsync(Officer, child, hoe, totEnMet, ct) > 0 ? RedirectToPage() : await AgainAsync("INFORMING", "toezicht-nazorg.fault-told", null, OnGetAsync, ct);
}
