using ZioExchange.Broker.Hosting.Load;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Identity.Foreign;
using ZioExchange.Broker.Notices;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Hosting;

/// <summary>Everything an operator can set, read once at start. Names are those of the configuration: <c>Database:Provider</c> is <c>Database__Provider</c> in the environment.</summary>
/// <remarks>There is no setting that turns a check off. Faults are collected, shown together and end the program with exit code 78.</remarks>
public sealed record BrokerSettings
{
    public required DatabaseProvider Provider { get; init; }

    public required string ConnectionString { get; init; }

    /// <summary>Folder for keys, the verifier key, and the SQLite file. Made when absent.</summary>
    public required string DataPath { get; init; }

    /// <summary>Folder with the policy, mapping tables and FHIR data; beside the program unless set.</summary>
    public required string SchemasPath { get; init; }

    /// <summary>The address under which partners know this broker; issuer of tokens. Null: the address the server listens on (Development only).</summary>
    public required Uri? PublicUrl { get; init; }

    /// <summary>First line of every checkpoint; names this log for ever (C2SP tlog-checkpoint).</summary>
    public required string LogOrigin { get; init; }

    /// <summary>Policy profile of this installation: strict or guidance (law/RULES.md 2a).</summary>
    public required PolicyProfile Profile { get; init; }

    /// <summary>Port for health and metrics in Production; null in Development, where they stand on the main port.</summary>
    public required int? ManagementPort { get; init; }

    /// <summary>Longest wait for one source, after which its part of the answer is "not available".</summary>
    public required TimeSpan SourceDeadline { get; init; }

    /// <summary>Proxies that may say which client certificate they were shown; see <see cref="ClientCertificates"/>.</summary>
    public required IReadOnlyList<System.Net.IPNetwork> CertificateProxies { get; init; }

    /// <summary>Proxies whose <c>X-Forwarded-For</c> tells where a request came from; those on this machine unless set. Counts for <see cref="FailedChecks"/> only.</summary>
    public required IReadOnlyList<System.Net.IPNetwork> Proxies { get; init; }

    /// <summary>Port at which client certificates are asked for in the TLS handshake; null: at none, so that browsers are not asked.</summary>
    public required int? CertificatePort { get; init; }

    /// <summary>Other issuers of access tokens that are trusted.</summary>
    public required ForeignIssuers Issuers { get; init; }

    /// <summary>Private networks in which sources live, such as a closed network of the sector; beside them only public addresses are called.</summary>
    public required IReadOnlyList<System.Net.IPNetwork> SourceNetworks { get; init; }

    /// <summary>Whether sources on this machine may be called: in Development, where the sandbox plays them.</summary>
    public required bool SourcesOnLoopback { get; init; }

    /// <summary>Notices to families: whether, and through what.</summary>
    public required NoticeSettings Notices { get; init; }

    /// <summary>How much one organisation or address may do.</summary>
    public required LimitSettings Limits { get; init; }

    /// <summary>How many requests of programs at once.</summary>
    public required LoadSettings Load { get; init; }

    /// <summary>A pinned moment for demonstrations. Development only.</summary>
    public required DateTimeOffset? Now { get; init; }

    /// <summary>Whether a source may be called at this address, whatever name led to it.</summary>
    public bool MayReachSource(System.Net.IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return PublicAddress.MayConnect(plain, SourcesOnLoopback) || SourceNetworks.Any(network => network.Contains(plain));
    }
}
