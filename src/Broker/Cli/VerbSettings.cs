namespace ZioExchange.Broker.Cli;

/// <summary>Configuration for verbs without a broker: from the environment, under the same names as for <c>serve</c>.</summary>
internal static class VerbSettings
{
    private static readonly Lazy<IConfigurationRoot> Environment = new(() => new ConfigurationBuilder().AddEnvironmentVariables().AddEnvironmentVariables("ZIO__").Build());

    /// <param name="key">As in the configuration, such as <c>Data:Path</c>.</param>
    public static string? Of(string key) => Environment.Value[key];
}
