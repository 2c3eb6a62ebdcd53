using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What is shared about a child because a statute says so (AVG art. 13 and 14): what really went, and what a school opened the way for.</summary>
/// <remarks>What <see cref="NotForFamilies"/> covers never shows here.</remarks>
public sealed class LawCards(LogReader log, GateBook gates, PartnerDirectory directory, Policy policy)
{
    public async Task<IReadOnlyList<LawCard>> OfAsync(FamilyMember member, CancellationToken ct)
    {
        var organisations = (await directory.AllAsync(ct)).ToDictionary(organisation => organisation.Id.Value, StringComparer.Ordinal);
        var cards = new Dictionary<(string Row, string Source, string Recipient), LawCard>();
        await foreach (var record in log.AllAsync(new LogQuery { Child = member.Child, Kind = AuditKind.Disclosure }, ct))
        {
            if (record.MatrixRow is { } id && Card(id, record.Source, record.Recipient, organisations) is { } fresh)
            {
                var key = (id, record.Source!, record.Recipient!);
                cards[key] = fresh with { Use = (cards.GetValueOrDefault(key)?.Use ?? FlowUse.Never).With(record.Moment) };
            }
        }

        foreach (var gate in await gates.OfChildAsync(member.Child, ct))
        {
            var row = policy.RowsFor(new Purpose(gate.Purpose)).FirstOrDefault(
                row => row.Gates != Gates.None && row.SourceParty == "SCHOOL" && organisations.GetValueOrDefault(gate.MadeFor)?.Party.Code == row.RequestingParty);
            if (row is not null && Card(row.Id, gate.MadeBy, gate.MadeFor, organisations) is { } opened)
            {
                cards.TryAdd((row.Id, gate.MadeBy, gate.MadeFor), opened);
            }
        }

        return [.. cards.Values.OrderByDescending(card => card.Use.Last).ThenBy(card => card.Row.Id, StringComparer.Ordinal)];
    }

    private LawCard? Card(string row, string? source, string? recipient, Dictionary<string, Organisation> organisations) =>
        policy.FindRow(row) is { Basis: LegalBasis.Statute } found && !NotForFamilies.Covers(found)
        && organisations.TryGetValue(source ?? string.Empty, out var from) && organisations.TryGetValue(recipient ?? string.Empty, out var to)
        && !NotForFamilies.Covers(from) && !NotForFamilies.Covers(to)
            ? new LawCard(found, from, to, FlowUse.Never)
            : null;
}
