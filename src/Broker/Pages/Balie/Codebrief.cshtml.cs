using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>/toezicht/balie/codebrief: the letter with the code that was made just now, to print. It is shown once.</summary>
public sealed class CodebriefModel(OversightLog log) : BaliePage(log)
{
    /// <summary>TempData: an encrypted cookie, gone once it is read.</summary>
    public const string Code = "balie-code";

    public string Letter { get; private set; } = string.Empty;

    public IActionResult OnGet()
    {
        if (TempData[Code] is not string code)
        {
            return RedirectToPage("/Balie/Index");
        }

        Letter = code;
        return Page();
    }
}
