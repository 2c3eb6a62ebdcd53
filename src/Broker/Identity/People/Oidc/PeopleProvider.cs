using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>Puts the identity provider for people into the program, when the configuration names one.</summary>
public static class PeopleProvider
{
    public const string CallbackPath = "/inloggen/terug";

    public static void AddPeopleProvider(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = configuration.GetSection(PeopleProviderSettings.Section).Get<PeopleProviderSettings>() ?? new PeopleProviderSettings();
        services.AddSingleton(settings);
        if (settings.IsSet)
        {
            services.AddAuthentication().AddOAuth<PeopleProviderOptions, PeopleProviderHandler>(PeopleProviderHandler.SchemeName, options => Set(options, settings, environment));
        }
    }

    private static void Set(PeopleProviderOptions options, PeopleProviderSettings settings, IHostEnvironment environment)
    {
        var authority = settings.Authority!.TrimEnd('/');
        var onThisMachine = environment.IsDevelopment() && new Uri(authority).IsLoopback;
        options.Provider = settings;
        options.ClientId = settings.ClientId!;
        options.ClientSecret = settings.ClientSecretFile is { } file ? File.ReadAllText(file).Trim() : string.Empty;
        options.AuthorizationEndpoint = options.TokenEndpoint = authority;   // until the metadata are read
        options.CallbackPath = CallbackPath;
        options.SignInScheme = PeopleSignIn.Scheme;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.Scope.Add("openid");
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = onThisMachine ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.Metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            authority + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !onThisMachine });
        options.Events.OnRemoteFailure = RefuseAsync;
    }

    /// <summary>Whatever went wrong, the reader gets a page in words and the log an entry.</summary>
    private static async Task RefuseAsync(RemoteFailureContext context)
    {
        var reason = (context.Failure as SignInRefusedException ?? context.Failure?.InnerException as SignInRefusedException)?.Reason;
        if (reason is null)
        {
            await context.HttpContext.RequestServices.GetRequiredService<SignInBook>()
                .FailedAsync(context.Failure is IdTokenFaultException fault ? "ID_TOKEN_" + fault.Check.ToUpperInvariant() : "PROVIDER_ANSWER", context.HttpContext.RequestAborted);
        }

        context.Response.Redirect(reason switch
        {
            "ASSURANCE_TOO_LOW" => "/inloggen?fout=zwak",
            null => "/inloggen?fout=gestopt",
            _ => "/inloggen?fout=onbekend",
        });
        context.HandleResponse();
    }
}
