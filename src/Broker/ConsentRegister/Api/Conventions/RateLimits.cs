using System.Collections.Concurrent;
using System.Globalization;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>How much one organisation may ask in a minute: 429 past it, and on answers of the API what is left (draft-ietf-httpapi-ratelimit-headers).</summary>
/// <remarks>
/// Counted by the organisation of the proven token, so that headers, addresses and fresh tokens do not evade it; per node, so that no
/// request waits for a shared counter. Settings <c>RateLimit:ApiPerMinute</c> and <c>RateLimit:ExchangePerMinute</c>.
/// </remarks>
internal sealed class RateLimits(RequestDelegate next, IConfiguration configuration, TimeProvider clock)
{
    private const int WindowSeconds = 60;

    private readonly ConcurrentDictionary<(string Organisation, string Budget), Window> _windows = new();
    private readonly Dictionary<string, int> _limits = new()
    {
        ["api"] = Limit(configuration, "RateLimit:ApiPerMinute", 6_000),
        ["exchange"] = Limit(configuration, "RateLimit:ExchangePerMinute", 120_000),
    };

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var budget = path.StartsWithSegments("/api") ? "api" : path.StartsWithSegments("/fhir") || path.StartsWithSegments("/access") ? "exchange" : null;
        if (budget is null || http.User.FindFirst("client_id")?.Value is not { } organisation)
        {
            await next(http);
            return;
        }

        var now = clock.GetTimestamp();
        var window = _windows.AddOrUpdate(
            (organisation, budget),
            _ => new Window(now, 1),
            (_, open) => clock.GetElapsedTime(open.Since, now).TotalSeconds >= WindowSeconds ? new Window(now, 1) : open with { Used = open.Used + 1 });
        var limit = _limits[budget];
        var wait = Math.Max(1, WindowSeconds - (int)clock.GetElapsedTime(window.Since, now).TotalSeconds);
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{budget}\";q={limit};w={WindowSeconds}");

            // A count that moves with every question would make two answers about children differ that must not; it comes when it matters.
            if (budget == "api" || window.Used > limit * 0.9)
            {
                http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{budget}\";r={Math.Max(0, limit - window.Used)};t={wait}");
            }

            return Task.CompletedTask;
        });
        if (window.Used <= limit)
        {
            await next(http);
            return;
        }

        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await Problems.WriteAsync(http, 429, FaultReasons.RateLimited, "Wait as long as Retry-After says.");
    }

    private static int Limit(IConfiguration configuration, string key, int usual) =>
        int.TryParse(configuration[key], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : usual;

    private sealed record Window(long Since, int Used);
}
