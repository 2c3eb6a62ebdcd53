using Microsoft.AspNetCore.Authentication;
using ZioExchange.Broker.Identity.Oidc;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>Puts the identity provider for people into the program, when the configuration names one.</summary>
public static class PeopleProvider
{
    public const string CallbackPath = "/inloggen/terug";

    public static void AddPeopleProvider(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = configuration.GetSection(PeopleProviderSettings.Section).Get<PeopleProviderSettings>() ?? new PeopleProviderSettings();
        services.AddSingleton(settings);
        new ProviderScheme(PeopleProviderHandler.SchemeName, CallbackPath, PeopleSignIn.Scheme, RefuseAsync).Add<PeopleProviderHandler>(services, settings, environment);
    }

    private static async Task<string> RefuseAsync(RemoteFailureContext context, SignInFailure failure)
    {
        if (failure.ToLog)
        {
            await context.HttpContext.RequestServices.GetRequiredService<SignInBook>().FailedAsync(failure.Reason, context.HttpContext.RequestAborted);
        }

        if (!failure.Proven)
        {
            return "/inloggen?fout=gestopt";
        }

        return failure.Reason is "ASSURANCE_TOO_LOW" ? "/inloggen?fout=zwak" : "/inloggen?fout=onbekend";
    }
}
