using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>The log as an officer may see it: entries of which their organisation is source or recipient, nothing else, and each look written down first.</summary>
/// <remarks>Every page, export and proof of oversight goes through here. No look without its entry (NEN 7513: access to the log is an event too).</remarks>
public sealed class OversightLog(LogReader reader, LogProofs proofs, ChildNames names, TallyBook tally, SignInKeys keys, IAuditLog log, TimeProvider clock)
{
    public const int PageSize = 50;
    private const int MostRead = 2000;   // a page costs no more than this, also when hardly anything fits
    private const int MostCounted = 2000;

    public async Task<OversightPage> SearchAsync(OfficerSession officer, LogSearch search, string view, CancellationToken ct)
    {
        search = await WithKeysAsync(search, ct);
        ChildReference? child = null;
        if (search.Child is { } name && (child = await names.FindAsync(officer, name, ct)) is null)
        {
            await LookAsync(officer, view, "UNKNOWN_CHILD", null, search.Codes(), ct);
            return new([], null);
        }

        await LookAsync(officer, view, null, child, search.Codes(), ct);
        return await ReadAsync(officer, search, child, PageSize, ct);
    }

    /// <summary>The entry, or null when it is not this organisation's: that is logged as a refusal.</summary>
    public async Task<LogRecord?> FindAsync(OfficerSession officer, long index, string view, CancellationToken ct)
    {
        var record = await reader.FindAsync(index, ct);
        var own = record is not null && IsOwn(officer, record);
        var codes = new Dictionary<string, string> { ["entry"] = index.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        await LookAsync(officer, view, own ? null : "NOT_YOUR_SLICE", own ? record!.Entry?.Child : null, codes, ct);
        return own ? record : null;
    }

    /// <returns>Null when the entry is not this organisation's.</returns>
    public async Task<string?> ProofAsync(OfficerSession officer, long index, CancellationToken ct) =>
        await FindAsync(officer, index, "PROOF", ct) is null ? null : (await proofs.InclusionAsync(index, ct))?.ToText();

    /// <summary>Entries of the same request, oldest first, own slice only. Part of looking at one entry, so not logged apart.</summary>
    public async Task<IReadOnlyList<LogRecord>> NeighboursAsync(OfficerSession officer, LogRecord record, CancellationToken ct)
    {
        var page = await reader.SearchAsync(new LogQuery { TraceId = record.TraceId, Organisation = officer.Organisation }, ct);
        return [.. page.Records.Reverse()];
    }

    /// <summary>Every fitting entry, newest first, for jobs that logged themselves.</summary>
    internal async IAsyncEnumerable<LogRecord> AllAsync(OfficerSession officer, LogQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var record in reader.AllAsync(query with { Organisation = officer.Organisation }, ct))
        {
            yield return record;
        }
    }

    /// <summary>Entries of the own slice for each matrix row, for reports that logged themselves.</summary>
    internal Task<IReadOnlyDictionary<string, long>> RowsAsync(OfficerSession officer, DateTimeOffset from, CancellationToken ct) => reader.RowsAsync(officer.Organisation, from, ct);

    /// <summary>Writes down that an officer looked, or was refused a look.</summary>
    public async Task LookAsync(
        OfficerSession officer, string view, string? refusal, ChildReference? child, IReadOnlyDictionary<string, string> codes, CancellationToken ct) => await log.AppendAsync(
        new AuditEntry
        {
            Kind = AuditKind.LogLook,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = refusal is null ? AuditOutcome.Success : AuditOutcome.Deny,
            ReasonCode = refusal,
            Child = child,
            Actor = officer.Actor,
            Source = officer.Organisation,
            Details = new Dictionary<string, string>(codes) { ["view"] = view },
        }, step: null, ct);

    internal static bool IsOwn(OfficerSession officer, LogRecord record) => record.Source == officer.Organisation.Value || record.Recipient == officer.Organisation.Value;

    /// <summary>The search with the key that it names as the log knows it.</summary>
    internal async Task<LogSearch> WithKeysAsync(LogSearch search, CancellationToken ct) =>
        search is { Key: { } key, Thumbprints: null } ? search with { Thumbprints = await keys.ThumbprintsAsync(key, search.Organisation, ct) } : search;

    /// <summary>What the log is asked for a search: by the list of broken glasses when that is complete.</summary>
    private async Task<LogQuery> QueryAsync(OfficerSession officer, LogSearch search, ChildReference? child, CancellationToken ct) =>
        search.ToQuery(officer.Organisation, child, search.Act is SearchWords.BreakGlass && await tally.IsUpToNowAsync(MostCounted, ct));

    internal async Task<OversightPage> ReadAsync(OfficerSession officer, LogSearch search, ChildReference? child, int size, CancellationToken ct)
    {
        var found = new List<LogRecord>();
        var query = await QueryAsync(officer, search, child, ct);
        for (var read = 0; read < MostRead;)
        {
            var page = await reader.SearchAsync(query, ct);
            read += page.Records.Count;
            foreach (var record in page.Records.Where(search.Fits))
            {
                found.Add(record);
                if (found.Count == size)
                {
                    var last = page.Records[^1].Index == record.Index && page.Next is null;
                    return new(found, last ? null : record.Cursor);
                }
            }

            if (page.Next is null)
            {
                return new(found, null);
            }

            query = query with { After = page.Next };
        }

        return new(found, query.After);
    }
}
