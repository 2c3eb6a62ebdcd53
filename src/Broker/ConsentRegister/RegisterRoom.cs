using ZioExchange.Broker.ConsentRegister.Retention;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Puts the register into the program.</summary>
public static class RegisterRoom
{
    public static void AddConsentRegister(this IServiceCollection services)
    {
        services.AddSingleton<ChildRegister>();
        services.AddSingleton<ChildBook>();
        services.AddSingleton<GrantBook>();
        services.AddSingleton<GateBook>();
        services.AddSingleton<LikenessBook>();
        services.AddSingleton<RetentionJobs>();
        services.AddHostedService<RetentionWorker>();
    }
}
