using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Audit.Witnesses;

/// <summary>The witnesses of this log, as <c>Witnesses</c> names them (<c>Witnesses__0__Url</c>, <c>Witnesses__0__Key</c>): only their cosignatures are published.</summary>
/// <param name="All">The submission prefix of each, with a slash at the end, and its key.</param>
public sealed record ConfiguredWitnesses(IReadOnlyList<(Uri Address, WitnessKey Key)> All)
{
    public static ConfiguredWitnesses None { get; } = new([]);

    /// <exception cref="ConfigurationFaultException">An address or a key is not a witness's.</exception>
    public static ConfiguredWitnesses From(IConfiguration configuration) => new([.. configuration.GetSection("Witnesses").GetChildren().Select(section =>
        WitnessKey.TryParse(section["Key"], out var key) && Uri.TryCreate(section["Url"], UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
            ? (url.AbsolutePath.EndsWith('/') ? url : new Uri(url + "/"), key)
            : throw new ConfigurationFaultException(["Witnesses:n:Url is the https address of a witness (it ends before add-checkpoint) and Witnesses:n:Key its key, such as witness.example/w1+1a2b3c4d+BAbC...="]))]);
}
