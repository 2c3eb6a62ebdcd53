using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.Oidc;
using ZioExchange.Broker.Identity.Sessions;

namespace ZioExchange.Broker.Oversight;

/// <summary>Sessions of officers: a cookie of their own beside that of families, fifteen quiet minutes, eight hours at most, two factors always.</summary>
public static class OfficerSignIn
{
    public const string Scheme = "Toezicht";
    public const string Policy = "Toezicht";

    /// <summary>Employees who help families: other pages, the same sign-in.</summary>
    public const string DeskPolicy = "Balie";
    public const string CallbackPath = "/toezicht/inloggen/terug";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public static void AddOfficerSignIn(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var provider = configuration.GetSection(OfficerProviderSettings.Section).Get<OfficerProviderSettings>() ?? new OfficerProviderSettings();
        services.AddSingleton(provider);
        new ProviderScheme(OfficerProviderHandler.SchemeName, CallbackPath, Scheme, RefuseAsync).Add<OfficerProviderHandler>(services, provider, environment);
        services.AddSingleton<OfficerDesk>();
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Guard("zio-toezicht", environment, "/toezicht");
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(15);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/toezicht/inloggen";
            cookie.AccessDeniedPath = "/toezicht/inloggen";
            cookie.ReturnUrlParameter = "terug";
            cookie.Limit(Longest, StillHoldsAsync);
        });
        services.AddAuthorizationBuilder().AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme)
            .RequireAuthenticatedUser().RequireClaim(OfficerSession.FactorsClaim, "2", "3").RequireClaim(OfficerSession.RoleClaim, nameof(OfficerRole.Fg), nameof(OfficerRole.PrivacyOfficer)).Build())
            .AddPolicy(DeskPolicy, new AuthorizationPolicyBuilder(Scheme)
            .RequireAuthenticatedUser().RequireClaim(OfficerSession.FactorsClaim, "2", "3").RequireClaim(OfficerSession.RoleClaim, nameof(OfficerRole.Desk)).Build());
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Toezicht", Policy);
            pages.Conventions.AuthorizeFolder("/Balie", DeskPolicy);
            pages.Conventions.AllowAnonymousToPage("/Toezicht/Inloggen");
        }).ConfigureApplicationPartManager(AddOwnPages);
    }

    private static async Task<string> RefuseAsync(RemoteFailureContext context, SignInFailure failure)
    {
        if (failure.ToLog)
        {
            await context.HttpContext.RequestServices.GetRequiredService<OfficerDesk>().FailedAsync(failure.Reason, context.HttpContext.RequestAborted);
        }

        if (!failure.Proven)
        {
            return "/toezicht/inloggen?fout=gestopt";
        }

        return failure.Reason is "ONE_FACTOR" ? "/toezicht/inloggen?fout=factor" : failure.Reason is "TWO_ROLES" ? "/toezicht/inloggen?fout=dubbel" : "/toezicht/inloggen?fout=onbekend";
    }

    // The pages are found by themselves when this program is the entry; a test that hosts it names them here.
    private static void AddOwnPages(ApplicationPartManager manager)
    {
        var own = typeof(OfficerSignIn).Assembly;
        if (!manager.ApplicationParts.Any(part => part.Name == own.GetName().Name))
        {
            foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(own).GetApplicationParts(own).Concat(new CompiledRazorAssemblyApplicationPartFactory().GetApplicationParts(own)))
            {
                manager.ApplicationParts.Add(part);
            }
        }
    }

    private static async Task<bool> StillHoldsAsync(CookieValidatePrincipalContext context) => context.Principal is { } principal
        && await context.HttpContext.RequestServices.GetRequiredService<OfficerDesk>().StillHoldsAsync(OfficerSession.From(principal), context.HttpContext.RequestAborted);
}
