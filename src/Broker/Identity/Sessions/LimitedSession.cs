using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ZioExchange.Broker.Identity.Sessions;

/// <summary>What the sessions of families, officers and employees have in common: an id of their own, an end that no sliding moves, and an end for good.</summary>
/// <remarks>A session is over on every node, also in a copy of its cookie, when its owner signs out or signs in anew in the same browser (ASVS 5.0 V7.2.4, V7.4.1).</remarks>
public static class LimitedSession
{
    private const string StartedAt = "started";
    private const string SessionId = "session";

    /// <param name="longest">However busy it is.</param>
    /// <param name="stillHolds">Asked at each request, after what is asked of all sessions.</param>
    public static void Limit(this CookieAuthenticationOptions cookie, TimeSpan longest, Func<CookieValidatePrincipalContext, Task<bool>>? stillHolds = null)
    {
        cookie.Events.OnSigningIn = BeginAsync;
        cookie.Events.OnValidatePrincipal = async context =>
        {
            if (!await LivesAsync(context, longest) || (stillHolds is not null && !await stillHolds(context)))
            {
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(context.Scheme.Name);
            }
        };
    }

    /// <summary>Ends the session that the request came with, when there is one. Its cookie stays where it is.</summary>
    /// <returns>What it said, for who writes down that it ended.</returns>
    /// <exception cref="System.Data.Common.DbException">It lives on in copies of its cookie.</exception>
    public static async Task<AuthenticateResult> EndAsync(HttpContext http, string scheme)
    {
        var session = await http.AuthenticateAsync(scheme);
        if (session.Properties?.Items.TryGetValue(SessionId, out var id) is true && id is not null)
        {
            await http.RequestServices.GetRequiredService<EndedSessions>().EndAsync(id, http.RequestAborted);
        }

        return session;
    }

    private static async Task BeginAsync(CookieSigningInContext context)
    {
        await EndAsync(context.HttpContext, context.Scheme.Name);
        context.Properties.Items[SessionId] = EndedSessions.NewId();
        context.Properties.Items[StartedAt] = Now(context.HttpContext).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<bool> LivesAsync(CookieValidatePrincipalContext context, TimeSpan longest) =>
        context.Properties.Items.TryGetValue(StartedAt, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var started)
        && Now(context.HttpContext).ToUnixTimeSeconds() - started <= longest.TotalSeconds
        && context.Properties.Items.TryGetValue(SessionId, out var id) && id is not null
        && !await context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().IsEndedAsync(id, context.HttpContext.RequestAborted);

    // Sessions run on real time, also when a demonstration pins the clock.
    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<IdentityClock>().Now;
}
