using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages;

/// <summary>All building blocks on one page, for who makes pages and for the browser tests. Does not exist outside Development.</summary>
public sealed class VoorbeeldenModel(IWebHostEnvironment environment, PageWords words) : PageModel
{
    [BindProperty]
    public string? Keuze { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<Choice> Choices => [new("ja", words["voorbeelden.yes"]), new("nee", words["voorbeelden.no"])];

    public IReadOnlyList<string> Columns =>
        [words["voorbeelden.when"], words["voorbeelden.who"], words["voorbeelden.what"], words["voorbeelden.why"]];

    public IActionResult OnGet() => environment.IsDevelopment() ? Page() : NotFound();

    /// <summary>Breaks on purpose, to see what a reader sees then: <c>/voorbeelden?handler=stuk</c>.</summary>
    public IActionResult OnGetStuk() => environment.IsDevelopment()
        ? throw new InvalidOperationException("Broken on purpose.")
        : NotFound();

    public IActionResult OnPost()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        if (Keuze is not ("ja" or "nee"))
        {
            ModelState.AddModelError(nameof(Keuze), words["voorbeelden.choose-one"]);
        }

        if (Code is not { Length: 4 } || !Code.All(char.IsAsciiDigit))
        {
            ModelState.AddModelError(nameof(Code), words["voorbeelden.code-wrong"]);
        }

        return ModelState.IsValid ? RedirectToPage("Index") : Page();
    }
}
