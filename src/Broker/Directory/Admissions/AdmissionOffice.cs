using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>Takes organisations in, changes them and lets them go: by a document that two people of the operator and the organisation signed.</summary>
/// <remarks>Directory rows and log entry are one commit; every node obeys from that commit on, because it raises the directory's version.</remarks>
public sealed class AdmissionOffice(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, OperatorKeys operators, Policy policy, IAuditLog log, TimeProvider clock)
{
    /// <exception cref="AdmissionFaultException">It may not be admitted; nothing was changed.</exception>
    /// <exception cref="AuditUnavailableException">The log cannot write; nothing was changed.</exception>
    public async Task AdmitAsync(SignedAdmission document, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(document);
        var (admission, now, people) = (document.Open(), clock.GetUtcNow(), operators.Read());
        var faults = AdmissionCheck.Faults(document, admission, people, policy, now).ToList();
        if (faults.Count == 0)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Accessions.Where(row => row.OrganisationId == admission.Id).OrderByDescending(row => row.RecordedAt).FirstOrDefaultAsync(ct) is { } last && last.RecordedAt >= admission.DrawnUpAt)
            {
                faults.Add("A later admission of this organisation was recorded already; draw up a new one.");
            }

            if (await db.Organisations.AnyAsync(row => row.Id == admission.Id && (row.EndedAt != null || row.Party != admission.Party), ct))
            {
                faults.Add("This id was of an organisation that ended or is of another party type; take a new id.");
            }

            foreach (var number in admission.Identifiers)
            {
                if (await db.OrganisationIdentifiers.AnyAsync(row => row.System == number.System && row.Value == number.Value && row.OrganisationId != admission.Id, ct))
                {
                    faults.Add($"The number {number.Value} in {number.System} is of another organisation.");
                }
            }
        }

        if (faults.Count > 0)
        {
            throw new AdmissionFaultException(faults);
        }

        var organisation = new OrganisationId(admission.Id);
        var entry = new AuditEntry
        {
            Kind = AuditKind.DirectoryChange,
            Moment = now,
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Actor = AuditActor.Operator,
            Details = new Dictionary<string, string>
            {
                ["act"] = admission.Ended ? "ORGANISATION_ENDED" : "ORGANISATION_ADMITTED",
                ["organisation"] = organisation.Value,
                ["signedBy"] = string.Join(' ', people.Where(person => document.IsSignedBy(person.Value)).Select(person => person.Key).Order(StringComparer.Ordinal)),
                ["statement"] = Base64UrlEncoder.Encode(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(document.Payload))),
            },
        };
        if (await log.AppendAsync(entry, new AdmissionStep(database, admission, JsonSerializer.Serialize(document, BrokerJson.CamelCase), now), ct) is not AppendedEntry.Written)
        {
            throw new AdmissionFaultException(["Another admission of this organisation came in between; look again."]);
        }
    }
}
