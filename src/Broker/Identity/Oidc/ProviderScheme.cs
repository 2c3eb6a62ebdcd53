using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>Puts the sign-in at one provider into the program: code, PKCE, state in a cookie of its own, no token kept.</summary>
/// <param name="Name">Of the authentication scheme.</param>
/// <param name="CallbackPath">Where the provider sends people back.</param>
/// <param name="SignInScheme">The cookie that keeps the session.</param>
/// <param name="Refused">Writes a failed sign-in to the log when it is to be, and says to which address the reader goes.</param>
internal sealed record ProviderScheme(string Name, string CallbackPath, string SignInScheme, Func<RemoteFailureContext, SignInFailure, Task<string>> Refused)
{
    public void Add<THandler>(IServiceCollection services, ProviderSettings settings, IHostEnvironment environment)
        where THandler : ProviderHandler
    {
        if (settings.IsSet)
        {
            services.AddAuthentication().AddOAuth<ProviderOptions, THandler>(Name, options => Set(options, settings, environment));
        }
    }

    private void Set(ProviderOptions options, ProviderSettings settings, IHostEnvironment environment)
    {
        var authority = settings.Authority!.TrimEnd('/');
        var onThisMachine = environment.IsDevelopment() && new Uri(authority).IsLoopback;
        options.Provider = settings;
        options.ClientId = settings.ClientId!;
        options.ClientSecret = settings.ClientSecretFile is { } file ? File.ReadAllText(file).Trim() : string.Empty;
        options.AuthorizationEndpoint = options.TokenEndpoint = authority;   // until the metadata are read
        options.CallbackPath = CallbackPath;
        options.SignInScheme = SignInScheme;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.Scope.Add("openid");
        options.CorrelationCookie.Guard("zio-terug-", environment, CallbackPath);
        options.Metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            authority + "/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !onThisMachine });
        options.Events.OnRemoteFailure = RefuseAsync;
    }

    /// <summary>Whatever went wrong, the reader gets a page in words and the log an entry.</summary>
    /// <remarks>Anybody can call the callback: past some a minute nothing is written, and the last entry of that minute says so.</remarks>
    private async Task RefuseAsync(RemoteFailureContext context)
    {
        if ((context.Failure as SignInRefusedException ?? context.Failure?.InnerException as SignInRefusedException)?.Reason is { } refused)
        {
            context.Response.Redirect(await Refused(context, new SignInFailure(refused, Proven: true, ToLog: false)));
        }
        else
        {
            var budgets = context.HttpContext.RequestServices.GetRequiredService<RequestBudgets>();
            var (_, left, _) = await budgets.UseAsync(RequestBudgets.Anybody, RequestBudgets.FailedSignIns, context.HttpContext.RequestAborted);
            var reason = left == 0 ? "TOO_MANY_FAILURES" : context.Failure is IdTokenFaultException fault ? "ID_TOKEN_" + fault.Check.ToUpperInvariant() : "PROVIDER_ANSWER";
            context.Response.Redirect(await Refused(context, new SignInFailure(reason, Proven: false, ToLog: left >= 0)));
        }

        context.HandleResponse();
    }
}
