using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/register: the art. 30 register, generated.</summary>
public sealed class RegisterModel(ProcessingRegister register, OversightLog log, Policy policy, PageWords words) : OfficerPage(log, words)
{
    public Policy Policy => policy;

    public IReadOnlyList<RegisterLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("ART30_REGISTER", ct);
        Lines = await register.MakeAsync(Officer, ct);
    }
}
