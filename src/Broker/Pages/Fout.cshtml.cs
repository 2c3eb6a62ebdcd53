using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Pages;

/// <summary>A fault in words, for any method and any code. Keeps the status: also for who asks for this page by its own address.</summary>
[IgnoreAntiforgeryToken]
public sealed class FoutModel : PageModel
{
    /// <summary>Which words: 400, 403, 404 or 500.</summary>
    public string Kind { get; private set; } = "404";

    /// <summary>To find this in the operator's log; only where the fault is ours.</summary>
    public string? Reference { get; private set; }

    public override void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        var asked = context.RouteData.Values["code"] as string;
        Kind = asked switch
        {
            "401" or "403" => "403",
            "404" or "405" or "410" => "404",
            { Length: 3 } when asked[0] is '4' => "400",
            { Length: 3 } when asked[0] is '5' => "500",
            _ => "404",
        };
        var byItsOwnAddress = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null
            && HttpContext.Features.Get<IExceptionHandlerFeature>() is null;
        if (byItsOwnAddress)
        {
            Kind = "404";
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Reference = Kind is "500" ? FaultPages.ReferenceOf(HttpContext) : null;
    }
}
