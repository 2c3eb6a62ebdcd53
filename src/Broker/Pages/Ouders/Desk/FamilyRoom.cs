using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Puts the pages of families into the program.</summary>
public static class FamilyRoom
{
    public static void AddFamilyPages(this IServiceCollection services)
    {
        services.AddSingleton<FamilyDesk>();
        services.AddSingleton<OpenQuestions>();
        services.AddSingleton<Attention>();
        services.AddSingleton<ConsentFlows>();
        services.AddSingleton<UseBook>();
        services.AddSingleton<FamilyActs>();
        services.AddSingleton<OwnActs>();
        services.AddSingleton<ConsentRegister.Opp.OppBook>();
        services.AddSingleton<Meelezen.ReadAlongDesk>();
        services.AddSingleton<Balie.AssistedDesk>();
        services.AddSingleton<Balie.AssistedActs>();
        services.AddSingleton<FamilyTrail>();
        services.AddSingleton<LookBook>();
        services.AddSingleton<LawCards>();
        services.AddSingleton<FamilyOrganisations>();
        services.AddScoped<OwnCopy>();
        services.AddScoped<FamilyWords>();
        services.AddScoped<ReadableResource>();
        services.AddScoped<KnownSources>();
        services.AddSingleton<Exchange.FamilyInspection>();
        services.AddSingleton<Exchange.NotForFamilies>();
        services.AddOptions<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>().Configure<IWebHostEnvironment>((steps, environment) => steps.Cookie.Guard("zio-stap", environment));
    }
}
