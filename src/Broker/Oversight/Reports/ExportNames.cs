using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>What an organisation's export, and the page of one entry, call people: a child as its officers' pages do, a family by a pseudonym of this organisation's own.</summary>
/// <remarks>Two organisations can lay their files side by side by entry, never by child or by parent. Employees keep their pseudonym: the pages find them by it.</remarks>
public sealed class ExportNames(ChildNames names, MasterKey master)
{
    /// <returns>The records as this organisation may know them, in the same order.</returns>
    public async Task<IReadOnlyList<LogRecord>> SeenByAsync(OrganisationId organisation, IReadOnlyList<LogRecord> records, CancellationToken ct)
    {
        var children = await names.NamesAsync(organisation, records.Select(record => record.Entry?.Child).OfType<ChildReference>(), ct);
        return [.. records.Select(record => record with
        {
            Subject = record.Entry?.Child is { } child ? children[child.Value] : null,
            Actor = record.Actor is { } actor ? SeenBy(organisation, actor) : null,
        })];
    }

    private AuditActor SeenBy(OrganisationId organisation, AuditActor actor) => actor with
    {
        Pseudonym = actor.Organisation is null ? Family(organisation, actor.Pseudonym) : actor.Pseudonym,
        OnBehalfOf = actor.OnBehalfOf is { } parent ? Family(organisation, parent) : null,   // an employee enters what a family chose
    };

    /// <summary>What this organisation may call a parent or young person whom the log knows by a pseudonym that is the same for all.</summary>
    public string Family(OrganisationId organisation, string pseudonym) =>
        Convert.ToHexStringLower(master.Lookup("oversight-family", organisation.Value, pseudonym))[..32];
}
