namespace ZioExchange.Broker.Hosting;

/// <summary>Every cookie of the pages: out of reach of scripts, over TLS only outside Development, and then with a name by which a browser takes it from this host alone.</summary>
/// <remarks>
/// <c>__Host-</c> (path <c>/</c>) and <c>__Secure-</c> (a path of its own): RFC 6265bis, ASVS 5.0 V3.3.1 and V3.3.3. Without them another host of the same domain, or whoever answers for it over plain
/// http, could plant a cookie under our name. In Development there may be no TLS, and a browser would refuse such a name.
/// </remarks>
internal static class GuardedCookie
{
    public static string NameOf(string name, string path, IHostEnvironment environment) => environment.IsDevelopment() ? name : (path == "/" ? "__Host-" : "__Secure-") + name;

    public static void Guard(this CookieBuilder cookie, string name, IHostEnvironment environment, string path = "/", SameSiteMode sameSite = SameSiteMode.Lax)
    {
        cookie.Name = NameOf(name, path, environment);
        cookie.Path = path;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = sameSite;
        cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }
}
