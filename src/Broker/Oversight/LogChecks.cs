using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight;

/// <summary>Checks the whole log now and then, against the checkpoint of the check before, and keeps what was found.</summary>
public sealed class LogChecks(BrokerDatabase database, LogProofs proofs, VerifierKey key, ConfiguredWitnesses witnesses, PublishedCheckpoint published, KeptWitnessed witnessed, TimeProvider clock)
{
    /// <summary>Null before the first check.</summary>
    public async Task<LogState?> LatestAsync(CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var row = await db.Checks.AsNoTracking().OrderByDescending(row => row.Moment).FirstOrDefaultAsync(ct);
        return row is null ? null : new LogState(row.Entries, new DateTimeOffset(row.Moment, TimeSpan.Zero), row.Code, row.FirstBad, row.What, row.Remedy, row.Checkpoint);
    }

    public async Task<LogState> CheckAsync(CancellationToken ct)
    {
        // The last sound state must still be the beginning of this log.
        await using var db = new OversightDb(database);
        var held = await db.Checks.AsNoTracking().Where(row => row.Code == null).OrderByDescending(row => row.Moment).Select(row => row.Checkpoint).FirstOrDefaultAsync(ct);
        var checkpoint = await proofs.CheckpointAsync(ct);
        held = Newer(held, published.Read());   // who can set the database back can set back what stands in it, and not the file
        var report = await new LogVerifier(database, key) { Witnesses = [.. witnesses.All.Select(witness => witness.Key)], Witnessed = witnessed.Read() }.VerifyAsync(held, progress: null, ct);
        var row = new CheckRow
        {
            Moment = clock.GetUtcNow().UtcTicks,
            Entries = report.Entries,
            Code = report.Finding?.Code,
            FirstBad = report.Finding?.FirstBad,
            What = report.Finding?.What,
            Remedy = report.Finding?.Remedy,
            Checkpoint = checkpoint,
        };
        if (!await db.Checks.AnyAsync(other => other.Moment == row.Moment, ct))
        {
            db.Checks.Add(row);
            await db.SaveChangesAsync(ct);
        }

        return new LogState(row.Entries, new DateTimeOffset(row.Moment, TimeSpan.Zero), row.Code, row.FirstBad, row.What, row.Remedy, checkpoint);
    }

    private static string? Newer(string? one, string? other) => PublishedCheckpoint.SizeIn(other) > PublishedCheckpoint.SizeIn(one) ? other : one;
}
