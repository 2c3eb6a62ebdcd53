using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Oversight;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>A page that only officers reach; whatever it shows goes through the slice of <see cref="Officer"/>.</summary>
public abstract class OfficerPage : PageModel
{
    public OfficerSession Officer => OfficerSession.From(User);
}
