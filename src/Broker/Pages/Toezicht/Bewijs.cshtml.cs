using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/logboek/{volgnummer}/bewijs: the proof of one entry as a C2SP tlog-proof file.</summary>
public sealed class BewijsModel(OversightLog log, PageWords words) : OfficerPage(log, words)
{
    public async Task<IActionResult> OnGetAsync(long volgnummer, CancellationToken ct) =>
        await Log.ProofAsync(Officer, volgnummer, ct) is { } proof
            ? File(Encoding.UTF8.GetBytes(proof), "text/plain; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"bewijs-{volgnummer}.tlog-proof"))
            : NotFound();
}
