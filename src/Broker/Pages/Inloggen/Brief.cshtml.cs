using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Inloggen;

/// <summary>/inloggen/brief: a young person without DigiD comes in with the letter of the school and the own birth date.</summary>
public sealed class BriefModel(LetterSignIn letters, SignInBook signIns, PageWords words) : PageModel
{
    private const int LongestCode = 64;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Dag { get; set; }

    [BindProperty]
    public string? Maand { get; set; }

    [BindProperty]
    public string? Jaar { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (BornOn() is { } bornOn && Code is { Length: > 0 and <= LongestCode } code && await letters.FindAsync(code, bornOn, ct) is { } visitor)
        {
            if (await signIns.AdmitAsync(visitor, ct) is null)
            {
                await HttpContext.SignInAsync(PeopleSignIn.Scheme, visitor.ToPrincipal());
                return LocalRedirect("/ouders");
            }
        }
        else
        {
            await signIns.FailedAsync("LETTER_REFUSED", ct);
        }

        ModelState.AddModelError(nameof(Code), words["inloggen.letter-error"]);
        return Page();
    }

    private DateOnly? BornOn() =>
        Number(Dag) is { } day && Number(Maand) is { } month && Number(Jaar) is { } year
        && DutchTime.TryDay(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}"), out var born) ? born : null;

    private static int? Number(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000 ? number : null;
}
