namespace ZioExchange.Broker.Hosting;

/// <summary>The environment: what the command line says, else the machine's; when nobody names one, a debug build from source is Development and a published program Production.</summary>
internal static class DefaultEnvironment
{
    /// <param name="args">As <c>serve</c> got them: <c>--environment Production</c> counts like any other key.</param>
    public static string Of(string[] args) =>
        new ConfigurationBuilder().AddCommandLine(args).Build()[HostDefaults.EnvironmentKey]
        ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Unnamed;

#if DEBUG
    private static string Unnamed => Environments.Development;
#else
    private static string Unnamed => Environments.Production;
#endif
}
