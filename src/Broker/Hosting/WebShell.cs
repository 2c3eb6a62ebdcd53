using System.IO.Compression;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.ResponseCompression;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Hosting;

/// <summary>What all pages share: words, headers, forms that cannot be forged, styles, friendly faults.</summary>
public static class WebShell
{
    public static IServiceCollection AddWebShell(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(_ => TextCatalogue.Read(Path.Combine(AppContext.BaseDirectory, "schemas", "texts")));
        services.AddScoped<PageWords>();
        services.AddOptions<ContactSettings>().BindConfiguration(ContactSettings.Section);
        services.AddRazorPages(pages => pages.Conventions.ConfigureFilter(new SeeOtherAfterPost()));
        services.AddAntiforgery();
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.AddOptions<AntiforgeryOptions>().Configure<IWebHostEnvironment>((form, environment) =>
        {
            form.Cookie.Guard("zio-formulier", environment, sameSite: SameSiteMode.Strict);
            form.SuppressXFrameOptionsHeader = true;   // SecurityHeaders sets a stricter one
        });

        // Only files that are the same for everyone: compressing a page with secrets over TLS can leak them (BREACH).
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "image/svg+xml"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
        return services;
    }

    /// <summary>Call before authentication and before any endpoint is mapped. Reads the words now, so that a fault in them stops the start.</summary>
    /// <exception cref="InvalidDataException">The texts are not complete in every language.</exception>
    public static WebApplication UseWebShell(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<TextCatalogue>();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseMiddleware<LanguageChoice>();
        app.UseStatusCodePagesWithReExecute("/fout/{0}");
        app.UseMiddleware<FaultPages>();
        app.UseResponseCompression();
        app.UseStyleFiles();
        return app;
    }
}
