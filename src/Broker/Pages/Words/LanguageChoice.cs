namespace ZioExchange.Broker.Pages.Words;

/// <summary>Settles the language of a request: <c>?taal=en</c> first (kept in a cookie), then the cookie, then the default.</summary>
/// <remarks>The browser's own preference is not followed: a borrowed phone must not change the language of a legal question.</remarks>
public sealed class LanguageChoice(RequestDelegate next, TextCatalogue catalogue, IWebHostEnvironment environment)
{
    public const string QueryKey = "taal";
    public const string CookieName = "zio-taal";

    public Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.Query[QueryKey].ToString();
        var language = catalogue.Choose(asked.Length > 0 ? asked : context.Request.Cookies[CookieName]);
        context.Features.Set(language);
        if (string.Equals(asked, language.Code, StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Cookies.Append(CookieName, language.Code, new CookieOptions
            {
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
