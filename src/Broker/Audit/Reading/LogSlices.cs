using System.Data.Common;
using System.Runtime.CompilerServices;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>How the entries of one organisation in a period divide over who acted and whom they are about, from the readable columns alone: nothing is decrypted.</summary>
/// <remarks>For who reads a long period: group after group, so that never more than one is in memory.</remarks>
public sealed class LogSlices(BrokerDatabase database)
{
    private const string Decisions = $"kind IN ('{nameof(AuditKind.Decision)}', '{nameof(AuditKind.Disclosure)}')";

    private const string PermittedTo = $"recipient = @organisation AND moment >= @from AND moment < @to AND {Decisions} AND outcome <> '{nameof(AuditOutcome.Deny)}'";

    private const string ConsentAct = $"kind = '{nameof(AuditKind.ConsentAct)}'";

    /// <summary>The decisions by who acted; a group without keys for those in which nobody is named.</summary>
    public Task<IReadOnlyList<LogSlice>> ByActorAsync(OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        GroupsAsync("actor_key_id", Decisions, organisation, from, to, ct);

    /// <summary>The children with a consent act: a group for each that can still be told apart.</summary>
    public Task<IReadOnlyList<LogSlice>> ByChildOfConsentAsync(OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        GroupsAsync("key_id", ConsentAct, organisation, from, to, ct);

    /// <summary>The accesses that were permitted to a recipient, in the order of the log.</summary>
    public IAsyncEnumerable<(long Index, DateTimeOffset Moment, bool IsDecision)> PermittedAsync(OrganisationId recipient, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => MomentsAsync(
        $"SELECT idx, moment, kind FROM log_entries WHERE {PermittedTo} ORDER BY idx", recipient, from, to, ct);

    /// <summary>How many of those there are.</summary>
    public async Task<long> CountPermittedAsync(OrganisationId recipient, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = Command(connection, $"SELECT count(*) FROM log_entries WHERE {PermittedTo}", recipient, from, to);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Every decision and consent act of the organisation, in the order of the log.</summary>
    public IAsyncEnumerable<(long Index, DateTimeOffset Moment, bool IsDecision)> ActsAsync(OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) => MomentsAsync(
        $"SELECT idx, moment, kind FROM ({Own("idx, moment, kind", $"({Decisions} OR {ConsentAct})")}) own ORDER BY idx", organisation, from, to, ct);

    private static string Own(string columns, string kinds) => $"""
        SELECT {columns} FROM log_entries WHERE source = @organisation AND moment >= @from AND moment < @to AND {kinds}
        UNION ALL
        SELECT {columns} FROM log_entries WHERE recipient = @organisation AND moment >= @from AND moment < @to AND {kinds} AND COALESCE(source, '') <> @organisation
        """;

    /// <summary>Keys of one person or child stand together: there is one for each year.</summary>
    private async Task<IReadOnlyList<LogSlice>> GroupsAsync(string key, string kinds, OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = Command(
            connection,
            $"SELECT own.key_id, k.tag FROM (SELECT DISTINCT {key} AS key_id FROM ({Own(key, kinds)}) hits) own LEFT JOIN log_keys k ON k.key_id = own.key_id ORDER BY own.key_id",
            organisation, from, to);
        var groups = new Dictionary<string, LogSlice>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var keys = reader.IsDBNull(0) ? Array.Empty<long>() : [reader.GetInt64(0)];
            var name = keys.Length == 0 ? "" : reader.GetValue(1) is byte[] tag ? Convert.ToHexString(tag) : $"{keys[0]}";
            groups[name] = new([.. groups.GetValueOrDefault(name)?.Keys ?? [], .. keys]);
        }

        return [.. groups.Values];
    }

    private async IAsyncEnumerable<(long Index, DateTimeOffset Moment, bool IsDecision)> MomentsAsync(
        string sql, OrganisationId organisation, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = Command(connection, sql, organisation, from, to);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return (reader.GetInt64(0), LogReader.MomentOf(reader.GetInt64(1)), reader.GetString(2) is not nameof(AuditKind.ConsentAct));
        }
    }

    private static DbCommand Command(DbConnection connection, string sql, OrganisationId organisation, DateTimeOffset from, DateTimeOffset to) =>
        connection.Command(null, sql).Bind("@organisation", organisation.Value).Bind("@from", from.UtcTicks).Bind("@to", to.UtcTicks);
}
