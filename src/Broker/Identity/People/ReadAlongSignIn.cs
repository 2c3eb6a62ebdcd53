using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Sessions of somebody whom a family lets read along: a cookie of their own that opens pages of their own. None of those pages can change anything.</summary>
public static class ReadAlongSignIn
{
    public const string Scheme = "Meelezen";
    public const string Policy = "Meelezen";
    private const string CodeClaim = "code";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static void AddReadAlongSignIn(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Guard("zio-meelezen", environment, "/meelezen");
            cookie.ExpireTimeSpan = Longest;
            cookie.SlidingExpiration = false;
            cookie.LoginPath = "/meelezen";
            cookie.ReturnUrlParameter = "terug";
        });
        services.AddAuthorizationBuilder().AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Meelezen", Policy);
            pages.Conventions.AllowAnonymousToPage("/Meelezen/Index");
        });
    }

    /// <summary>As the cookie carries it: the keyed hash of the code, nothing of the family.</summary>
    public static ClaimsPrincipal ToPrincipal(byte[] lookup) =>
        new(new ClaimsIdentity([new Claim(CodeClaim, Convert.ToHexStringLower(lookup))], Scheme, CodeClaim, roleType: null));

    /// <exception cref="InvalidOperationException">Nobody reads along; a page lacks its policy.</exception>
    public static byte[] LookupOf(ClaimsPrincipal principal) =>
        Convert.FromHexString(principal.FindFirstValue(CodeClaim) ?? throw new InvalidOperationException("The session carries no code."));
}
