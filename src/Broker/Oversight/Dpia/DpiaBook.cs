using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Oversight.Dpia;

/// <summary>The DPIA as a living document: made from the register and what is open, kept as versions, advised on by the FG, signed off by the privacy officer.</summary>
/// <remarks>Two roles, one each: the FG never signs, the privacy officer never advises (AVG art. 35 lid 2, 38 lid 6). A signed version does not change.</remarks>
public sealed class DpiaBook(BrokerDatabase database, Policy policy, ProcessingRegister register, OpenRisks risks, OfficerActs acts, TimeProvider clock)
{
    private const int LongestText = 4000;

    /// <summary>As things stand now; kept nowhere.</summary>
    public async Task<DpiaBody> DescribeAsync(OfficerSession officer, CancellationToken ct) => new(
        policy.Version,
        [.. (await register.MakeAsync(officer, ct)).Select(line => new DpiaLine(
            line.Row.Id, line.Row.Purpose.Code, line.Row.SourceParty, line.Row.RequestingParty, [.. line.Row.Categories.Select(category => category.Code)], line.Row.Basis.ToString(), line.Row.Avg, line.Volume))],
        await risks.CountAsync(officer, ct));

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DpiaVersion>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Dpias.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value).OrderByDescending(row => row.Number).Take(20).ToListAsync(ct);
        return [.. rows.Select(Of)];
    }

    /// <summary>Keeps the present description as the next version.</summary>
    /// <returns>False for an FG, and while the newest version is not signed.</returns>
    public async Task<bool> KeepAsync(OfficerSession officer, CancellationToken ct)
    {
        var newest = await ListAsync(officer, ct) is [var first, ..] ? first : null;
        if (officer.Role is not OfficerRole.PrivacyOfficer || newest is { SignedAt: null })
        {
            return false;
        }

        var row = new DpiaRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Organisation = officer.Organisation.Value,
            Number = (newest?.Number ?? 0) + 1,
            Body = JsonSerializer.Serialize(await DescribeAsync(officer, ct), BrokerJson.CamelCase),
            MadeBy = officer.Pseudonym,
            MadeAt = clock.GetUtcNow().UtcTicks,
        };
        return await DoAsync(officer, "DPIA_MADE", row, AddAsync, ct);

        async Task<bool> AddAsync(OversightDb db, CancellationToken stop)
        {
            if (await db.Dpias.AnyAsync(other => other.Organisation == row.Organisation && other.Number >= row.Number, stop))
            {
                return false;
            }

            db.Dpias.Add(row);
            return true;
        }
    }

    /// <returns>False for who is not the FG, without words, or when the version was advised on already.</returns>
    public Task<bool> AdviseAsync(OfficerSession officer, string? id, string? verdict, string? advice, CancellationToken ct) => StepAsync(officer, OfficerRole.Fg, id, "DPIA_ADVISED", row =>
    {
        if (row.Verdict is not null || verdict is null || !DpiaVersion.Verdicts.Contains(verdict) || !IsText(advice))
        {
            return false;
        }

        (row.Verdict, row.Advice, row.AdvisedBy, row.AdvisedAt) = (verdict, advice!.Trim(), officer.Pseudonym, clock.GetUtcNow().UtcTicks);
        return true;
    }, ct);

    /// <param name="weighing">What is done with the advice; required.</param>
    /// <returns>False for an FG, before the advice, without a weighing, or when it was signed already.</returns>
    public Task<bool> SignAsync(OfficerSession officer, string? id, string? weighing, CancellationToken ct) => StepAsync(officer, OfficerRole.PrivacyOfficer, id, "DPIA_SIGNED", row =>
    {
        if (row.Verdict is null || row.SignedAt is not null || !IsText(weighing))
        {
            return false;
        }

        (row.Weighing, row.SignedBy, row.SignedAt) = (weighing!.Trim(), officer.Pseudonym, clock.GetUtcNow().UtcTicks);
        return true;
    }, ct);

    private async Task<bool> StepAsync(OfficerSession officer, OfficerRole role, string? id, string act, Func<DpiaRow, bool> step, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        return officer.Role == role && await db.Dpias.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value, ct) is { } seen
            && await DoAsync(officer, act, seen, async (joined, stop) => await joined.Dpias.SingleOrDefaultAsync(row => row.Id == id, stop) is { } row && step(row), ct);
    }

    private Task<bool> DoAsync(OfficerSession officer, string act, DpiaRow row, Func<OversightDb, CancellationToken, Task<bool>> change, CancellationToken ct) =>
        acts.DoAsync(officer, act, new Dictionary<string, string> { ["dpia"] = row.Id, ["number"] = row.Number.ToString(CultureInfo.InvariantCulture) }, change, ct);

    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;

    private static DpiaVersion Of(DpiaRow row) => new(
        row.Id, row.Number, new DateTimeOffset(row.MadeAt, TimeSpan.Zero), JsonSerializer.Deserialize<DpiaBody>(row.Body, BrokerJson.CamelCase)!, row.Verdict, row.Advice, row.Weighing,
        row.SignedAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null);
}
