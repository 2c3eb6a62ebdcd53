using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Oversight;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Every look and every refused attempt about one child, newest first, as its family may see them.</summary>
/// <remarks>
/// Left out: what persons did (their consent acts and looks are their own), and what <see cref="NotForFamilies"/> covers.
/// Merged by day: NEN 7513 allows it, and a reader sees more.
/// </remarks>
public sealed class LookBook(LogReader log, PartnerDirectory directory, NotForFamilies hidden)
{
    /// <param name="from">Null for everything.</param>
    public async Task<IReadOnlyList<LookLine>> OfAsync(FamilyMember member, DateTimeOffset? from, CancellationToken ct)
    {
        var organisations = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id.Value, StringComparer.Ordinal);
        var lines = new Dictionary<string, LookLine>(StringComparer.Ordinal);
        await foreach (var record in log.AllAsync(new LogQuery { Child = member.Child, From = from }, ct))
        {
            if (record.Entry is not { } entry || KindOf(record) is not { } kind || IsOwnLook(entry) || hidden.Covers(record))
            {
                continue;
            }

            var line = Line(kind, record, entry, organisations);
            var key = string.Join('|', DutchCalendar.DayOf(record.Moment), kind, line.Who?.Id, line.Role, line.Source?.Id, line.Purpose, string.Join(' ', line.Categories.Select(category => category.Code)), line.Reason);
            lines[key] = lines.TryGetValue(key, out var known) ? known with { Times = known.Times + 1 } : line;
        }

        return [.. lines.Values.OrderByDescending(line => line.Last)];
    }

    private static LookLine Line(LookKind kind, LogRecord record, AuditEntry entry, Dictionary<string, Organisation> organisations) => new(
        kind,
        record.Moment,
        1,
        organisations.GetValueOrDefault(entry.Recipient?.Value ?? record.Actor?.Organisation?.Value ?? string.Empty),
        kind is LookKind.Officer or LookKind.Desk ? null : entry.Role?.Code,
        kind is LookKind.Refused or LookKind.Officer or LookKind.Desk ? null : organisations.GetValueOrDefault(entry.Source?.Value ?? string.Empty),
        kind is LookKind.Officer or LookKind.Desk ? null : entry.Purpose,
        kind is LookKind.Saw or LookKind.Emergency ? entry.CategoriesPermitted : [],
        kind is LookKind.Refused ? entry.ReasonCode : null);

    private static bool IsOwnLook(AuditEntry entry) => entry.Purpose?.Code is "OUDERINZAGE" or "JEUGDIGE_INZAGE";

    private static LookKind? KindOf(LogRecord record) => record.Entry switch
    {
        { Kind: AuditKind.Disclosure, Mode: "BREAK_GLASS" } => LookKind.Emergency,
        { Kind: AuditKind.Disclosure } => LookKind.Saw,
        { Kind: AuditKind.Decision, Outcome: AuditOutcome.Deny } => LookKind.Refused,
        { Kind: AuditKind.Decision } => LookKind.Silent,
        { Kind: AuditKind.LogLook } when record.Actor?.Role == OfficerSession.DeskRole => LookKind.Desk,
        { Kind: AuditKind.LogLook or AuditKind.Export } when record.Actor?.Role is not ("PARENT" or "YOUTH") => LookKind.Officer,
        _ => null,
    };
}
