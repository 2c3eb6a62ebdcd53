using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Oversight.Tally;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>Turns entries into the lines an officer reads: organisations by name, children by this organisation's name for them.</summary>
public sealed class EntryTelling(PartnerDirectory directory, ChildNames names)
{
    public async Task<IReadOnlyDictionary<string, string>> OrganisationsAsync(CancellationToken ct) =>
        (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id.Value, organisation => organisation.Name, StringComparer.Ordinal);

    public async Task<IReadOnlyList<EntryLine>> LinesAsync(OfficerSession officer, IReadOnlyList<LogRecord> records, CancellationToken ct)
    {
        var organisations = await OrganisationsAsync(ct);
        var children = await names.NamesAsync(officer, records.Select(record => record.Entry?.Child).OfType<Consent.Vocabulary.ChildReference>(), ct);
        return [.. records.Select(record => LineOf(record, organisations, children))];
    }

    /// <summary>Equal lines of one day become one, at the place of the newest.</summary>
    public static IReadOnlyList<EntryLine> Merge(IReadOnlyList<EntryLine> lines) =>
        [.. lines.GroupBy(line => line.SameAs).Select(same => same.First() with { Same = [.. same.Skip(1).Select(line => (line.Index, line.Moment))] })];

    private static EntryLine LineOf(LogRecord record, IReadOnlyDictionary<string, string> organisations, IReadOnlyDictionary<string, string> children)
    {
        var party = record.Actor?.Organisation?.Value ?? record.Recipient;
        return new EntryLine(
            record.Index, record.Moment, LogActs.WordOf(record), record.Actor?.Pseudonym, record.Actor?.Role, NameOf(party), record.Source is null ? null : NameOf(record.Source),
            record.Entry?.Child is { } child ? children.GetValueOrDefault(child.Value) : null,
            record.Purpose, record.MatrixRow, record.Entry?.LegalBasis, record.Entry?.ReasonCode, record.Entry is not null, [])
        {
            IsEmployee = record.Actor?.Organisation is not null,
        };

        string NameOf(string? id) => id is null ? "" : organisations.GetValueOrDefault(id, id);
    }
}
