using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/register: the art. 30 register, generated.</summary>
public sealed class RegisterModel(ProcessingRegister register, OversightLog log, Policy policy) : OfficerPage
{
    public Policy Policy => policy;

    public IReadOnlyList<RegisterLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await log.LookAsync(Officer, "ART30_REGISTER", null, null, new Dictionary<string, string>(), ct);
        Lines = await register.MakeAsync(Officer, ct);
    }
}
