using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity;

/// <summary>The name of this broker as token issuer and the addresses that derive from it.</summary>
/// <remarks>Without a configured PublicUrl (Development only) it is the first address the server listens on, known once it listens.</remarks>
public sealed class Issuer(BrokerSettings settings, IServer server)
{
    private Uri? _url = settings.PublicUrl;

    /// <summary>Without a trailing slash, for example <c>http://localhost:5080</c>. Audience of client assertions and of access tokens.</summary>
    public string Name => Url.GetLeftPart(UriPartial.Authority);

    public string TokenEndpoint => Name + "/connect/token";

    /// <summary>The absolute address of a path on this broker.</summary>
    public string At(string path) => Name + path;

    private Uri Url => _url ??= new Uri(
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal)
        ?? throw new InvalidOperationException("The server does not listen yet, so the issuer has no name."));
}
