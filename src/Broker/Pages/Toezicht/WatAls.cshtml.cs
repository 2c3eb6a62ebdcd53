using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/wat-als: put a drafted matrix to the decisions of a past month. The matrix of today can be fetched to begin with.</summary>
public sealed class WatAlsModel(DraftBook runs, DraftPolicies drafts, OversightLog log, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    private const int MostFaults = 20;

    [BindProperty]
    public string? Maand { get; set; }

    [BindProperty]
    public IFormFile? Ontwerp { get; set; }

    public IReadOnlyList<DraftRun> Runs { get; private set; } = [];

    /// <summary>What is wrong with the draft, with file and row.</summary>
    public IReadOnlyList<string> DraftFaults { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("WHAT_IFS", ct);
        Maand ??= DutchTime.DayOf(clock.GetUtcNow()).AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        Runs = await runs.ListAsync(Officer, ct);
    }

    public IActionResult OnGetMatrix() => File(Encoding.UTF8.GetBytes(drafts.CurrentMatrix()), "application/json", "matrix.json");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is not { } matrix)
        {
            ModelState.AddModelError(nameof(Ontwerp), Words["toezicht-wat-als.fault-file"]);
        }
        else
        {
            var (id, faults) = await runs.AskAsync(Officer, Maand, matrix, ct);
            if (id is not null)
            {
                return RedirectToPage("/Toezicht/WatAlsUitkomst", new { id });
            }

            DraftFaults = [.. faults.Take(MostFaults)];
            ModelState.AddModelError(faults.Count == 0 ? nameof(Maand) : nameof(Ontwerp), Words[faults.Count == 0 ? "toezicht-wat-als.fault-month" : "toezicht-wat-als.fault-draft"]);
        }

        await OnGetAsync(ct);
        return Page();
    }

    private async Task<string?> ReadAsync(CancellationToken ct)
    {
        if (Ontwerp is not { Length: > 0 and <= DraftBook.LongestMatrix } file)
        {
            return null;
        }

        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(ct);
    }
}
