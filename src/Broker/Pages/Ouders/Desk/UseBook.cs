using ZioExchange.Broker.Audit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Counts what really went out about a child, by who gave it, who got it and for what.</summary>
public sealed class UseBook(LogReader log)
{
    public async Task<IReadOnlyDictionary<(string Source, string Recipient, string Purpose), FlowUse>> OfAsync(ChildReference child, CancellationToken ct)
    {
        var uses = new Dictionary<(string, string, string), FlowUse>();
        await foreach (var record in log.AllAsync(new LogQuery { Child = child, Kind = AuditKind.Disclosure }, ct))
        {
            var key = (record.Source ?? "", record.Recipient ?? "", record.Purpose ?? "");
            uses[key] = (uses.GetValueOrDefault(key) ?? FlowUse.Never).With(record.Moment);
        }

        return uses;
    }
}
