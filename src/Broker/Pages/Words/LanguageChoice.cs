using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Pages.Words;

/// <summary>Settles the language of a request: <c>?taal=en</c> first (kept in a cookie), then the cookie, then the default.</summary>
/// <remarks>The browser's own preference is not followed: a borrowed phone must not change the language of a legal question.</remarks>
public sealed class LanguageChoice(RequestDelegate next, TextCatalogue catalogue, IWebHostEnvironment environment)
{
    public const string QueryKey = "taal";

    private readonly string _cookie = GuardedCookie.NameOf("zio-taal", "/", environment);

    public Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.Query[QueryKey].ToString();
        var language = catalogue.Choose(asked.Length > 0 ? asked : context.Request.Cookies[_cookie]);
        context.Features.Set(language);
        if (string.Equals(asked, language.Code, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Cookies.Append(_cookie, language.Code, new CookieOptions
            {
                Path = "/",
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = !environment.IsDevelopment(),
            });
        }

        return next(context);
    }
}
