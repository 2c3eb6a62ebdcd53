using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary><c>audit erase</c>: makes one child unreadable, in the log and in the register, or every year whose retention has ended.</summary>
/// <remarks>Without an order nothing is erased before the retention that applies has ended (law/RULES.md R-AUD, Stcrt. 2019, 38007: five years from writing).</remarks>
internal sealed class AuditEraseVerb(LogErasure erasure, LogReader reader, TimeProvider clock)
{
    /// <param name="child">The broker's own reference; null erases the years whose retention has ended.</param>
    /// <param name="order">Case number of a recorded order; null for none.</param>
    /// <returns>0 erased, 1 not erased, 2 bad usage.</returns>
    public async Task<int> RunAsync(string? child, string? order, TextWriter output, TextWriter messages, CancellationToken ct)
    {
        if (child is null)
        {
            await output.WriteLineAsync($"{await erasure.EraseExpiredAsync(AuditActor.Operator, TraceId.Current, ct)} keys destroyed.");
            return ExitCodes.Good;
        }

        if (order is not null && !LoggedReason.Fits(order))
        {
            await messages.WriteLineAsync($"--order {LoggedReason.Remedy}");
            return ExitCodes.BadUsage;
        }

        var youngest = (await reader.SearchAsync(new LogQuery { Child = new ChildReference(child), Limit = 1 }, ct)).Records;
        if (order is null && youngest.Count > 0 && youngest[0].Moment.AddYears(LogErasure.RetentionYears) is var until && until > clock.GetUtcNow())
        {
            await messages.WriteLineAsync($"Not erased: the youngest entry about this child must be kept until {until:yyyy-MM-dd}. A recorded order goes before that: give its case number with --order.");
            return ExitCodes.Finding;
        }

        if (await erasure.EraseAsync(new ChildReference(child), order is null ? "RETENTION_ENDED" : "ERASURE_ORDER", AuditActor.Operator, TraceId.Current, ct, order) is not { } keys)
        {
            await messages.WriteLineAsync("There is no such child, or it was erased before. Nothing was erased: compare the reference with the one in your list.");
            return ExitCodes.Finding;
        }

        await output.WriteLineAsync($"{keys} keys destroyed. The child's key, numbers, facts and people are gone from the register; the evidence of consent stays.");
        await messages.WriteLineAsync("Backups made before this still hold the keys: see docs/runbooks/erasure.md.");
        return ExitCodes.Good;
    }
}
