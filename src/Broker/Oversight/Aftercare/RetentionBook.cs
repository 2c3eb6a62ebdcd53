using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>Legal holds and deletion certificates, per matrix row of the own register. No certificate while a hold stands.</summary>
public sealed class RetentionBook(BrokerDatabase database, ProcessingRegister register, OfficerActs acts, TimeProvider clock)
{
    private const int LongestReason = 500;

    /// <summary>How something was deleted.</summary>
    public static IReadOnlyList<string> Methods { get; } = ["ERASED", "KEY_DESTROYED", "PAPER_SHREDDED"];

    public async Task<IReadOnlyList<RetentionLine>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        var own = officer.Organisation.Value;
        await using var db = new OversightDb(database);
        var holds = (await db.Holds.AsNoTracking().Where(row => row.Organisation == own && row.LiftedAt == null).ToListAsync(ct))
            .ToLookup(row => row.MatrixRow, row => new LegalHold(row.Id, row.MatrixRow, row.Reason, new DateTimeOffset(row.PlacedAt, TimeSpan.Zero)), StringComparer.Ordinal);
        var certificates = (await db.Deletions.AsNoTracking().Where(row => row.Organisation == own).OrderByDescending(row => row.CertifiedAt).Take(500).ToListAsync(ct))
            .ToLookup(row => row.MatrixRow, CertificateOf, StringComparer.Ordinal);
        return [.. (await register.MakeAsync(officer, ct)).Select(line => new RetentionLine(line.Row, [.. holds[line.Row.Id]], [.. certificates[line.Row.Id]]))];
    }

    /// <returns>False for an FG, a row that is not in the own register, or without a reason.</returns>
    public async Task<bool> HoldAsync(OfficerSession officer, string? matrixRow, string? reason, CancellationToken ct)
    {
        if (!await MayAsync(officer, matrixRow, ct) || string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            return false;
        }

        var row = new HoldRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Organisation = officer.Organisation.Value,
            MatrixRow = matrixRow!,
            Reason = reason.Trim(),
            PlacedBy = officer.Pseudonym,
            PlacedAt = clock.GetUtcNow().UtcTicks,
        };
        return await acts.DoAsync(officer, "HOLD_PLACED", CodesOf(row), AddAsync, ct);

        Task<bool> AddAsync(OversightDb db, CancellationToken stop)
        {
            db.Holds.Add(row);
            return Task.FromResult(true);
        }
    }

    public async Task<bool> LiftAsync(OfficerSession officer, string? id, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        if (officer.Role is not OfficerRole.PrivacyOfficer
            || await db.Holds.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value && row.LiftedAt == null, ct) is not { } seen)
        {
            return false;
        }

        return await acts.DoAsync(officer, "HOLD_LIFTED", CodesOf(seen), LiftAsync, ct);

        async Task<bool> LiftAsync(OversightDb joined, CancellationToken stop)
        {
            if (await joined.Holds.SingleOrDefaultAsync(row => row.Id == id && row.LiftedAt == null, stop) is not { } row)
            {
                return false;
            }

            (row.LiftedBy, row.LiftedAt) = (officer.Pseudonym, clock.GetUtcNow().UtcTicks);
            return true;
        }
    }

    /// <param name="receivedUntil">Everything received up to and including this day is gone.</param>
    /// <returns>False for an FG, a row that is not in the own register or is held, an unknown method, or a day that is not over.</returns>
    public async Task<bool> CertifyAsync(OfficerSession officer, string? matrixRow, DateOnly receivedUntil, string? method, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        if (!await MayAsync(officer, matrixRow, ct) || method is null || !Methods.Contains(method) || receivedUntil >= DutchTime.DayOf(clock.GetUtcNow())
            || await db.Holds.AnyAsync(row => row.Organisation == officer.Organisation.Value && row.MatrixRow == matrixRow && row.LiftedAt == null, ct))
        {
            return false;
        }

        var entry = await acts.WriteAsync(
            officer, "DELETION_CERTIFIED", new Dictionary<string, string> { ["row"] = matrixRow!, ["until"] = DutchTime.Iso(receivedUntil), ["method"] = method }, ct);
        db.Deletions.Add(new DeletionRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Organisation = officer.Organisation.Value,
            MatrixRow = matrixRow!,
            ReceivedUntil = DutchTime.Iso(receivedUntil),
            Method = method,
            CertifiedBy = officer.Pseudonym,
            CertifiedAt = clock.GetUtcNow().UtcTicks,
            Entry = entry,
        });
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<bool> MayAsync(OfficerSession officer, string? matrixRow, CancellationToken ct) =>
        officer.Role is OfficerRole.PrivacyOfficer && matrixRow is not null && await register.HasAsync(officer, matrixRow, ct);

    private static Dictionary<string, string> CodesOf(HoldRow row) => new() { ["hold"] = row.Id, ["row"] = row.MatrixRow };

    private static DeletionCertificate CertificateOf(DeletionRow row) => new(
        row.MatrixRow, DutchTime.Day(row.ReceivedUntil), row.Method, new DateTimeOffset(row.CertifiedAt, TimeSpan.Zero), row.Entry);
}
