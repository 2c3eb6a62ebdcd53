namespace ZioExchange.Broker.Hosting;

/// <summary>The environment when nobody names one: a debug build from source is Development, a published program is Production.</summary>
internal static class DefaultEnvironment
{
    public static string Name =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Unnamed;

#if DEBUG
    private static string Unnamed => Environments.Development;
#else
    private static string Unnamed => Environments.Production;
#endif
}
