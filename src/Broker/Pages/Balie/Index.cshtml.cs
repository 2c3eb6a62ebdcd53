using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>/toezicht/balie: an employee finds a child by the organisation's own number. The number travels in a form, never in an address.</summary>
public sealed class IndexModel(ChildNames names, OversightLog log, PageWords words) : BaliePage(log)
{
    private const int LongestNumber = 80;

    [BindProperty]
    public string? Nummer { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Nummer is { Length: > 0 and < LongestNumber } number && await names.LookUpAsync(Employee, number.Trim(), Aborted) is { } naam)
        {
            return RedirectToPage("/Balie/Kind", new { naam });
        }

        await Log.LookAsync(Employee, View, "UNKNOWN_CHILD", null, new Dictionary<string, string>(), Aborted);
        ModelState.AddModelError(nameof(Nummer), words["balie.number-error"]);
        return Page();
    }
}
