using ZioExchange.Broker.Identity.People;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Puts the sandbox into the program, in Development only.</summary>
internal static class SandboxServices
{
    public static void AddSandbox(this IServiceCollection services, IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            services.AddSingleton<SandboxRoom>();
            services.AddSingleton<ISyntheticPeople, SyntheticPeople>();
        }
    }
}
