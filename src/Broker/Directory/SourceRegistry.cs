using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Adapters.Sources;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>Where the system of a source is reached, as the organisation itself or the operator says. One at most; a new one takes the place of the old.</summary>
/// <remarks>Children's numbers go there, so a change and its log entry are one commit, and every node calls the new address from that commit on.</remarks>
public sealed class SourceRegistry(BrokerDatabase database, BrokerSettings settings, MasterKey master, IAuditLog log, TimeProvider clock)
{
    internal const int LongestSecret = 1000;

    /// <summary>What kind of system an organisation of this party type has, and so how it is asked.</summary>
    /// <returns>Null for a party type that is nobody's source.</returns>
    public static SourceKind? KindOf(PartyType party) => party.Code switch
    {
        "SCHOOL" or "INSTELLING" => SourceKind.School,
        "SWV" => SourceKind.Swv,
        "GEMEENTE" => SourceKind.Gemeente,
        "ZORGKANTOOR" => SourceKind.Zorgkantoor,
        "JEUGDHULPAANBIEDER" or "ZORGAANBIEDER" => SourceKind.Aanbieder,
        _ => null,
    };

    /// <summary>What can be told of an address without asking a name server: the rest is judged at each connection.</summary>
    public bool IsAcceptable(string text, out Uri? address) =>
        (PublicAddress.IsAcceptable(text, settings.SourcesOnLoopback, out address) || IsInNamedNetwork(text, out address)) && address!.Query.Length == 0;

    /// <summary>Whether a secret can stand in an Authorization header and is not to be guessed.</summary>
    public static bool IsUsable(string secret) => secret.Length is >= 16 and <= LongestSecret && !secret.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <exception cref="ArgumentException">The organisation is of a party type that is nobody's source.</exception>
    /// <exception cref="AuditUnavailableException">Nothing was changed.</exception>
    public async Task SetAsync(Organisation organisation, Uri address, string secret, AuditActor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        ArgumentNullException.ThrowIfNull(address);
        var kind = KindOf(organisation.Party) ?? throw new ArgumentException("This party type is nobody's source.", nameof(organisation));
        var row = new SourceEndpointRow
        {
            OrganisationId = organisation.Id.Value,
            Kind = kind.ToString(),
            Address = new SourceEndpoint(kind, address, secret).BaseAddress.AbsoluteUri,
            WrappedSecret = master.Wrap(Encoding.UTF8.GetBytes(secret), Label(organisation.Id.Value)),
        };
        var step = new LoggedChange(database, async (db, token) =>
        {
            await db.SourceEndpoints.Where(old => old.OrganisationId == row.OrganisationId).ExecuteDeleteAsync(token);
            db.SourceEndpoints.Add(row);
            return true;
        });
        await log.AppendAsync(Entry(organisation.Id, actor, new() { ["act"] = "SOURCE_ADDRESS_SET", ["organisation"] = organisation.Id.Value, ["host"] = address.IdnHost }), step, ct);
    }

    /// <returns>False when there was none.</returns>
    /// <exception cref="AuditUnavailableException">Nothing was changed.</exception>
    public async Task<bool> EndAsync(OrganisationId organisation, AuditActor actor, CancellationToken ct)
    {
        var step = new LoggedChange(database, async (db, token) => await db.SourceEndpoints.Where(row => row.OrganisationId == organisation.Value).ExecuteDeleteAsync(token) > 0);
        return await log.AppendAsync(Entry(organisation, actor, new() { ["act"] = "SOURCE_ADDRESS_ENDED", ["organisation"] = organisation.Value }), step, ct) is AppendedEntry.Written;
    }

    internal static string Label(string organisation) => "source/" + organisation;

    private bool IsInNamedNetwork(string text, out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 && address.Fragment.Length == 0
        && text.Length <= PublicAddress.Longest && IPAddress.TryParse(address.IdnHost, out var literal) && settings.MayReachSource(literal);

    private AuditEntry Entry(OrganisationId organisation, AuditActor actor, Dictionary<string, string> details) => new()
    {
        Kind = AuditKind.DirectoryChange,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Actor = actor,
        Source = organisation,
        Details = details,
    };
}
