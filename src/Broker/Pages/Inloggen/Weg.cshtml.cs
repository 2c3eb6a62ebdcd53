using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;

namespace ZioExchange.Broker.Pages.Inloggen;

/// <summary>/weg: the quick way out, for who does not want to be seen here. Ends the session, empties the cache, shows the weather.</summary>
public sealed class WegModel : PageModel
{
    private const string Elsewhere = "https://www.knmi.nl/";

    public async Task<IActionResult> OnGetAsync()
    {
        await PeopleSignIn.EndSessionAsync(HttpContext);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return Redirect(Elsewhere);
    }
}
