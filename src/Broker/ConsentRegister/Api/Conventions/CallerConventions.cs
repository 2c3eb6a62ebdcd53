using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>Refuses a transaction id that is none (FSC logging), and a path of the API that ends with a slash (NL API Design Rules).</summary>
internal sealed class CallerConventions(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        if (http.Features.Get<TransactionId>() is { IsSound: false })
        {
            return Problems.WriteAsync(http, 400, FaultReasons.BadRequest, "Fsc-Transaction-Id is one UUID, such as 01935d3e-8c2a-7b6f-9d10-3c2f5a7e9b41.");
        }

        return path.StartsWithSegments("/api") && path.Value!.EndsWith('/')
            ? Problems.WriteAsync(http, 404, FaultReasons.NotFound, "Leave out the slash at the end (NL API Design Rules, no-trailing-slash).")
            : next(http);
    }
}
