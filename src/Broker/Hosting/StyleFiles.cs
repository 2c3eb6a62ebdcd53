using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ZioExchange.Broker.Hosting;

/// <summary>Serves wwwroot: style sheets, fonts, the icon. Found beside the program, wherever it is started from.</summary>
internal static class StyleFiles
{
    public static void UseStyleFiles(this WebApplication app)
    {
        FindWebRoot(app);
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Keep });
    }

    /// <summary>Development finds the source folder by itself. Elsewhere: published files, else the list that the build left.</summary>
    private static void FindWebRoot(WebApplication app)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (System.IO.Directory.Exists(published))
        {
            app.Environment.WebRootFileProvider = new PhysicalFileProvider(published);
        }
        else if (!app.Environment.IsDevelopment())
        {
            StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        }
    }

    /// <summary>A link with a version (<c>?v=</c>) never changes its content, so it is kept for a year; others are asked again.</summary>
    private static void Keep(StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v")
            ? "public, max-age=31536000, immutable"
            : "no-cache";
}
