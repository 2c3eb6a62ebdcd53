using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>A page that only officers reach; whatever it shows goes through the slice of <see cref="Officer"/>, and each look and each refusal is written down first.</summary>
public abstract class OfficerPage(OversightLog log, PageWords words) : PageModel
{
    private const int LongestId = 40;

    public OfficerSession Officer => OfficerSession.From(User);

    /// <summary>The privacy officer operates, the FG watches and advises.</summary>
    public bool MayAct => Officer.Role is OfficerRole.PrivacyOfficer;

    protected OversightLog Log => log;

    protected PageWords Words => words;

    /// <summary>Writes down what is about to be shown.</summary>
    /// <param name="id">What it is about, one of our own ids; null for a list.</param>
    protected Task LookAsync(string view, CancellationToken ct, string? id = null) => log.LookAsync(Officer, view, null, null, Asked(id), ct);

    /// <summary>404 for what is not there and for what is another organisation's: the same to the asker, and in the log either way.</summary>
    protected async Task<IActionResult> NotYoursAsync(string view, string? id, CancellationToken ct)
    {
        await log.LookAsync(Officer, view, "NOT_YOUR_SLICE", null, Asked(id), ct);
        return NotFound();
    }

    /// <summary>A step that may not be taken or cannot be: written down, and the page again with the reason on top.</summary>
    /// <param name="fault">Key of the words that say why.</param>
    /// <param name="show">Fills the page as a look does.</param>
    protected async Task<IActionResult> AgainAsync(string view, string fault, string? id, Func<CancellationToken, Task> show, CancellationToken ct)
    {
        await log.LookAsync(Officer, view, "STEP_REFUSED", null, Asked(id), ct);
        ModelState.Clear();
        ModelState.AddModelError(string.Empty, words[fault]);
        await show(ct);
        return Page();
    }

    /// <summary>What is no id of ours is not written down: it is whatever somebody put into an address.</summary>
    private static Dictionary<string, string> Asked(string? id) =>
        id is { Length: > 0 and <= LongestId } && id.All(char.IsAsciiLetterOrDigit) && !SearchReader.LooksLikeBsn(id) ? new Dictionary<string, string> { ["asked"] = id } : [];
}
