using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>The directory as it stood at one version: who takes part, by which numbers, with which keys, on which rows, reached where. Never changes.</summary>
/// <remarks>Holds organisations that take part; of one that ended nothing is known. Secrets are unwrapped at first use and then kept.</remarks>
public sealed class DirectoryView
{
    private readonly FrozenDictionary<string, Organisation> _organisations;
    private readonly FrozenDictionary<OrganisationIdentifier, string> _identifiers;
    private readonly FrozenDictionary<string, PartnerClient> _clients;
    private readonly FrozenDictionary<string, (DateOnly From, DateOnly Until, FrozenSet<string> Rows)[]> _accessions;
    private readonly FrozenDictionary<string, SourceEndpointRow> _endpoints;
    private readonly ConcurrentDictionary<OrganisationId, SourceEndpoint> _opened = new();
    private readonly MasterKey _master;

    internal DirectoryView(DirectoryRows rows, MasterKey master)
    {
        _master = master;
        Version = rows.Version;
        var numbers = rows.Identifiers.OrderBy(row => row.System, StringComparer.Ordinal).ThenBy(row => row.Value, StringComparer.Ordinal)
            .ToLookup(row => row.OrganisationId, row => new OrganisationIdentifier(row.System, row.Value));
        All = [.. rows.Organisations.OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => new Organisation(
            new OrganisationId(row.Id), new PartyType(row.Party), row.Name, row.FgContact, row.IsCareProvider, [.. numbers[row.Id]]))];
        _organisations = All.ToFrozenDictionary(organisation => organisation.Id.Value, StringComparer.Ordinal);
        _identifiers = rows.Identifiers.ToFrozenDictionary(row => new OrganisationIdentifier(row.System, row.Value), row => row.OrganisationId);
        var keys = rows.Keys.ToLookup(row => row.OrganisationId, row => new JsonWebKey(row.Jwk) { Kid = row.Kid });
        var published = rows.Organisations.ToDictionary(row => row.Id, row => row.JwksUri is { } address ? new Uri(address) : null);
        _clients = All.ToFrozenDictionary(who => who.Id.Value, who => new PartnerClient(who.Id, who.Party, [.. keys[who.Id.Value]], published[who.Id.Value]), StringComparer.Ordinal);
        _accessions = rows.Accessions.GroupBy(row => row.OrganisationId, StringComparer.Ordinal).ToFrozenDictionary(
            group => group.Key,
            group => group.Select(row => (row.ValidFrom, row.ValidUntil, row.Rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal))).ToArray(),
            StringComparer.Ordinal);
        _endpoints = rows.Endpoints.OrderBy(row => row.Kind, StringComparer.Ordinal).DistinctBy(row => row.OrganisationId)
            .ToFrozenDictionary(row => row.OrganisationId, StringComparer.Ordinal);
    }

    /// <summary>Raised by every change of the directory, by the database itself.</summary>
    public long Version { get; }

    /// <summary>Everybody who takes part, in order of id.</summary>
    public IReadOnlyList<Organisation> All { get; }

    public Organisation? Find(OrganisationId id) => _organisations.GetValueOrDefault(id.Value);

    /// <returns>Null when nobody who takes part is known under this identifier.</returns>
    public Organisation? FindByIdentifier(string system, string value) =>
        _identifiers.TryGetValue(new OrganisationIdentifier(system, value), out var id) ? _organisations.GetValueOrDefault(id) : null;

    public PartnerClient? Client(string clientId) => _clients.GetValueOrDefault(clientId);

    /// <summary>Whether an organisation has switched a matrix row on for this day (law/RULES.md section 4), by any of its accessions.</summary>
    public bool Acceded(OrganisationId organisation, string row, DateOnly day)
    {
        foreach (var (from, until, rows) in _accessions.GetValueOrDefault(organisation.Value) ?? [])
        {
            if (from <= day && day <= until && rows.Contains(row))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All rows an organisation has switched on for this day.</summary>
    public IReadOnlySet<string> AccededRows(OrganisationId organisation, DateOnly day) =>
        (_accessions.GetValueOrDefault(organisation.Value) ?? []).Where(accession => accession.From <= day && day <= accession.Until)
        .SelectMany(accession => accession.Rows).ToHashSet(StringComparer.Ordinal);

    /// <summary>Where a source is reached; null when it registered no system.</summary>
    public SourceEndpoint? Endpoint(OrganisationId source) => _opened.TryGetValue(source, out var known) ? known
        : _endpoints.TryGetValue(source.Value, out var row) ? _opened.GetOrAdd(source, Open(row))
        : null;

    private SourceEndpoint Open(SourceEndpointRow row) => new(
        Enum.Parse<SourceKind>(row.Kind), new Uri(row.Address), Encoding.UTF8.GetString(_master.Unwrap(row.WrappedSecret, SourceRegistry.Label(row.OrganisationId))));
}
