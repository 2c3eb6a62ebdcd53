using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>Recalls wrong deliveries: asks the recipient to erase, and keeps what it answered. Both parties see it and the entries of it.</summary>
/// <remarks>The broker keeps no dossier, so it cannot erase what left; it can ask, and prove what was answered. Sources: AVG art. 19, 33; law/RULES.md section 5.</remarks>
public sealed class RecallBook(BrokerDatabase database, OversightLog log, OfficerActs acts, TimeProvider clock)
{
    private const int LongestText = 1000;

    /// <summary>Of the own organisation, as the one that gave or the one that received; newest first.</summary>
    public async Task<IReadOnlyList<Recall>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        var own = officer.Organisation.Value;
        await using var db = new OversightDb(database);
        var rows = await db.Recalls.AsNoTracking().Where(row => row.Organisation == own || row.Recipient == own).OrderByDescending(row => row.AskedAt).Take(200).ToListAsync(ct);
        return [.. rows.Select(Recall.Of)];
    }

    /// <param name="entry">A disclosure of the own slice: the source recalls what it gave, a recipient reports what it should not have got.</param>
    /// <returns>False for an FG, for anything that is not such a disclosure, without a note, and when it was recalled already.</returns>
    public async Task<bool> AskAsync(OfficerSession officer, long entry, string? kind, string? note, CancellationToken ct)
    {
        if (officer.Role is not OfficerRole.PrivacyOfficer || kind is null || !Recall.Kinds.Contains(kind) || string.IsNullOrWhiteSpace(note) || note.Length > LongestText
            || await log.FindAsync(officer, entry, "RECALL", ct) is not { Kind: nameof(AuditKind.Disclosure), Source: { } source, Recipient: { } recipient, Entry.Child: { } child })
        {
            return false;
        }

        var row = new RecallRow
        {
            Id = Guid.NewGuid().ToString("N"),
            Organisation = source,
            Recipient = recipient,
            Child = child.Value,
            Entry = entry,
            Kind = kind,
            Note = note.Trim(),
            AskedBy = officer.Pseudonym,
            AskedAt = clock.GetUtcNow().UtcTicks,
            Due = DutchTime.Iso(DutchCalendar.NextWorkingDay(DutchTime.DayOf(clock.GetUtcNow()))),
            State = "ASKED",
        };
        return await DoAsync(officer, "RECALLED", row, AddAsync, ct);

        async Task<bool> AddAsync(OversightDb db, CancellationToken stop)
        {
            if (await db.Recalls.AnyAsync(other => other.Entry == entry, stop))
            {
                return false;
            }

            db.Recalls.Add(row);
            return true;
        }
    }

    /// <param name="erased">False: kept, with reasons.</param>
    /// <returns>False for an FG, for who is not the recipient, without a text, and when it was answered already.</returns>
    public async Task<bool> AnswerAsync(OfficerSession officer, string id, bool erased, string? text, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        if (officer.Role is not OfficerRole.PrivacyOfficer || string.IsNullOrWhiteSpace(text) || text.Length > LongestText
            || await db.Recalls.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Recipient == officer.Organisation.Value && row.State == "ASKED", ct) is not { } seen)
        {
            return false;
        }

        return await DoAsync(officer, erased ? "RECALL_ERASED" : "RECALL_KEPT", seen, AnswerAsync, ct);

        async Task<bool> AnswerAsync(OversightDb joined, CancellationToken stop)
        {
            if (await joined.Recalls.SingleOrDefaultAsync(row => row.Id == id && row.State == "ASKED", stop) is not { } row)
            {
                return false;
            }

            (row.State, row.Answer, row.AnsweredBy, row.AnsweredAt) = (erased ? "ERASED" : "KEPT", text.Trim(), officer.Pseudonym, clock.GetUtcNow().UtcTicks);
            return true;
        }
    }

    private Task<bool> DoAsync(OfficerSession officer, string act, RecallRow row, Func<OversightDb, CancellationToken, Task<bool>> change, CancellationToken ct) => acts.DoAsync(
        officer, act, new Dictionary<string, string> { ["recall"] = row.Id, ["entry"] = row.Entry.ToString(CultureInfo.InvariantCulture), ["kind"] = row.Kind }, change, ct,
        new ChildReference(row.Child), new OrganisationId(row.Organisation), new OrganisationId(row.Recipient));
}
