using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>The register of processing activities (AVG art. 30), made from the matrix, the accession of the organisation and the log. Nothing is typed over.</summary>
public sealed class ProcessingRegister(Policy policy, PartnerDirectory directory, OversightLog log, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(31);

    public async Task<IReadOnlyList<RegisterLine>> MakeAsync(OfficerSession officer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var acceded = await directory.AccededRowsAsync(officer.Organisation, DutchTime.DayOf(now), ct);
        var party = (await directory.FindOrganisationAsync(officer.Organisation, ct))?.Party.Code;
        var (volumes, year) = (await log.RowsAsync(officer, now - Period, ct), await log.RowsAsync(officer, now.AddYears(-1), ct));
        return [.. policy.Rows.Where(row => acceded.Contains(row.Id) && (Concerns(row.SourceParty, party) || Concerns(row.RequestingParty, party) || year.ContainsKey(row.Id)))
            .Select(row => new RegisterLine(row, volumes.GetValueOrDefault(row.Id), year.GetValueOrDefault(row.Id)))];
    }

    /// <summary>Whether a row is in the own register by accession and party, whatever its volume.</summary>
    public async Task<bool> HasAsync(OfficerSession officer, string row, CancellationToken ct)
    {
        var party = (await directory.FindOrganisationAsync(officer.Organisation, ct))?.Party.Code;
        return (await directory.AccededRowsAsync(officer.Organisation, DutchTime.DayOf(clock.GetUtcNow()), ct)).Contains(row)
            && policy.FindRow(row) is { } known && (Concerns(known.SourceParty, party) || Concerns(known.RequestingParty, party));
    }

    private static bool Concerns(string party, string? own) => party == Policy.Any || party == own;
}
