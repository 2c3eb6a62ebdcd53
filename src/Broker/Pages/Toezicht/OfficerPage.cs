using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>A page that only officers reach; whatever it shows goes through the slice of <see cref="Officer"/>.</summary>
public abstract class OfficerPage : PageModel
{
    private const int LongestId = 40;

    public OfficerSession Officer => OfficerSession.From(User);

    /// <summary>404 for what is not there and for what is another organisation's: the same to the asker, and in the log either way.</summary>
    protected async Task<IActionResult> NotYoursAsync(OversightLog log, string view, string? id, CancellationToken ct)
    {
        await RefusedAsync(log, view, "NOT_YOUR_SLICE", id, ct);
        return NotFound();
    }

    /// <summary>Writes down that a look or a step was refused.</summary>
    /// <param name="id">As it came; what is no id of ours is not written down.</param>
    protected async Task RefusedAsync(OversightLog log, string view, string reason, string? id, CancellationToken ct)
    {
        Dictionary<string, string> codes = id is { Length: <= LongestId } && id.All(char.IsAsciiLetterOrDigit) && !SearchReader.LooksLikeBsn(id) ? new Dictionary<string, string> { ["asked"] = id } : [];
        await log.LookAsync(Officer, view, reason, null, codes, ct);
    }
}
