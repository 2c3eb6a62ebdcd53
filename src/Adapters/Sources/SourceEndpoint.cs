namespace ZioExchange.Adapters.Sources;

/// <summary>Where one registered source system answers, and the secret that opens it. Only such addresses are ever called.</summary>
public sealed class SourceEndpoint
{
    private readonly string _secret;

    /// <param name="kind">Who answers there.</param>
    /// <param name="baseAddress">Absolute, without query, fragment or user; https, or http on loopback. A missing last slash is added.</param>
    /// <param name="secret">Bearer secret of this source; visible ASCII without spaces.</param>
    /// <exception cref="ArgumentException">The address or the secret is not of that form. The message holds neither.</exception>
    public SourceEndpoint(SourceKind kind, Uri baseAddress, string secret)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentException.ThrowIfNullOrEmpty(secret);

        if (!baseAddress.IsAbsoluteUri || baseAddress.Query.Length > 0 || baseAddress.Fragment.Length > 0 || baseAddress.UserInfo.Length > 0)
        {
            throw new ArgumentException("A source address is absolute and has no user, query or fragment.", nameof(baseAddress));
        }

        if (baseAddress.Scheme != Uri.UriSchemeHttps && !(baseAddress.Scheme == Uri.UriSchemeHttp && baseAddress.IsLoopback))
        {
            throw new ArgumentException("A source address is https, or http on loopback.", nameof(baseAddress));
        }

        if (secret.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("A source secret is visible ASCII without spaces.", nameof(secret));
        }

        Kind = kind;
        BaseAddress = baseAddress.AbsolutePath.EndsWith('/') ? baseAddress : new Uri(baseAddress.AbsoluteUri + "/");
        _secret = secret;
    }

    public SourceKind Kind { get; }

    /// <summary>Ends in a slash, so that a relative path is always below it.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The bearer secret itself, for the Authorization header only.</summary>
    public string RevealSecret() => _secret;

    public override string ToString() => $"{Kind} at {BaseAddress.GetLeftPart(UriPartial.Authority)} (secret ********)";
}
