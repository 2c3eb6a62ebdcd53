using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using ZioExchange.Broker.Identity.People.Oidc;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Sign-in of parents and young people: a session in one cookie, never longer than an hour or fifteen quiet minutes.</summary>
public static class PeopleSignIn
{
    public const string Scheme = "Mensen";
    public const string Policy = "Mensen";
    public const string CookieName = "zio-sessie";
    private const string StartedAt = "started";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static void AddPeopleSignIn(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton<PersonBook>();
        services.AddSingleton<SignInBook>();
        services.AddSingleton<PersonaDesk>();
        services.AddDataProtection().SetApplicationName("zioexchange");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SharedCookieKeys.Setup>();
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = CookieName;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.IsEssential = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(15);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/inloggen";
            cookie.ReturnUrlParameter = "terug";
            cookie.Events.OnSigningIn = context =>
            {
                context.Properties.Items[StartedAt] = Now(context.HttpContext).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            };
            cookie.Events.OnValidatePrincipal = EndAsync;
        });
        services.AddPeopleProvider(configuration, environment);
        services.AddAuthorizationBuilder().AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
        services.AddRazorPages(pages => pages.Conventions.AuthorizeFolder("/Ouders", Policy));
    }

    /// <summary>A session that slides may not slide for ever.</summary>
    private static async Task EndAsync(CookieValidatePrincipalContext context)
    {
        if (!context.Properties.Items.TryGetValue(StartedAt, out var text) || !long.TryParse(text, out var started)
            || Now(context.HttpContext).ToUnixTimeSeconds() - started > Longest.TotalSeconds)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }

    // Sessions run on real time, also when a demonstration pins the clock.
    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<IdentityClock>().Now;
}
