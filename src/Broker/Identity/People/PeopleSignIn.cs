using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People.Oidc;
using ZioExchange.Broker.Identity.Sessions;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Sign-in of parents and young people: a session in one cookie, never longer than an hour or fifteen quiet minutes.</summary>
public static class PeopleSignIn
{
    public const string Scheme = "Mensen";
    public const string Policy = "Mensen";
    public const string CookieName = "zio-sessie";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);

    /// <summary>When a page says that its session is about to end: two minutes before.</summary>
    public static TimeSpan WarnAfter => Quiet - TimeSpan.FromMinutes(2);

    public static void AddPeopleSignIn(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<PersonBook>();
        services.AddSingleton<SignInBook>();
        services.AddSingleton<PersonaDesk>();
        services.AddSingleton<FamilyCodes>();
        services.AddSingleton<LetterSignIn>();
        services.AddSingleton<EndedSessions>();
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Guard(CookieName, environment);
            cookie.ExpireTimeSpan = Quiet;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/inloggen";
            cookie.ReturnUrlParameter = "terug";
            cookie.Limit(Longest);
        });
        services.AddReadAlongSignIn(environment);
        services.AddPeopleProvider(configuration, environment);
        services.AddAuthorizationBuilder().AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
        services.AddRazorPages(pages => pages.Conventions.AuthorizeFolder("/Ouders", Policy));
    }

    /// <summary>Ends a session for good, on every node, and writes it down. Leaving always works: without the database the cookie of this browser goes all the same.</summary>
    public static async Task EndSessionAsync(HttpContext http)
    {
        try
        {
            if ((await LimitedSession.EndAsync(http, Scheme)).Principal is { } principal)
            {
                await http.RequestServices.GetRequiredService<SignInBook>().SignedOutAsync(Visitor.From(principal), http.RequestAborted);
            }
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or AuditUnavailableException)
        {
            // A copy of the cookie, if there is one, lives on for a quarter of an hour at most.
        }

        await http.SignOutAsync(Scheme);
        await http.SignOutAsync(ReadAlongSignIn.Scheme);
    }
}
