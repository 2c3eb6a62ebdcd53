using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>/toezicht/balie/brief/{naam}/{sleutel}: one question to one person, as a letter to print, fill in and send back.</summary>
public sealed class BriefModel(AssistedDesk desk, OfficerActs acts, OversightLog log) : BaliePage(log)
{
    [BindProperty(SupportsGet = true)]
    public string Naam { get; set; } = string.Empty;

    public ConsentFlow Flow { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string sleutel)
    {
        if (await desk.FindAsync(Employee, Naam, Aborted) is not { } found || found.Questions.FirstOrDefault(flow => flow.Key == sleutel) is not { } question)
        {
            return await MissingAsync();
        }

        await acts.WriteAsync(Employee, "LETTER_PRINTED", new Dictionary<string, string> { ["purpose"] = question.Row.Purpose.Code }, Aborted, found.Child);
        Flow = question;
        return Page();
    }
}
