using System.Globalization;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>429 past the budget of an organisation, and on answers of the API what is left (draft-ietf-httpapi-ratelimit-headers).</summary>
internal sealed class RateLimits(RequestDelegate next, RequestBudgets budgets)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var budget = path.StartsWithSegments("/fhir") || path.StartsWithSegments("/access") || path.StartsWithSegments(ApiRoute.Explanations) ? RequestBudgets.Exchange
            : path.StartsWithSegments("/api") ? RequestBudgets.Api : null;
        if (budget is null || http.User.FindFirst("client_id")?.Value is not { } organisation)
        {
            await next(http);
            return;
        }

        var (limit, left, wait) = await budgets.UseAsync(organisation, budget, http.RequestAborted);
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{budget}\";q={limit};w={RequestBudgets.WindowSeconds}");

            // A count that moves with every question would make two answers about children differ that must not; it comes when it matters.
            if (budget == RequestBudgets.Api || left < limit * 0.1)
            {
                http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{budget}\";r={Math.Max(0, left)};t={wait}");
            }

            return Task.CompletedTask;
        });
        if (left >= 0)
        {
            await next(http);
            return;
        }

        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await Problems.WriteAsync(http, 429, FaultReasons.RateLimited, "Wait as long as Retry-After says.");
    }
}
