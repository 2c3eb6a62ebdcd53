using System.Globalization;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>What the log holds of a partner's own exchanges, as AuditEvents shaped after IHE BALP. Looking is logged, too (NEN 7513).</summary>
/// <remarks>
/// A source sees what was asked of it and what it gave; a recipient only what it received. That an unasked source decided something
/// about a recipient's question would tell that it keeps a record. The child stands by a pseudonym of the caller's own.
/// </remarks>
internal sealed class AuditSlice(FhirTypes types, LogReader reader, IAuditLog log, PartnerDirectory directory, MasterKey master, Issuer issuer, TimeProvider clock)
{
    /// <returns>Null for an entry that is not there and for one that is not the caller's: the same to the caller, and in the log either way.</returns>
    public async Task<FhirObject?> ReadAsync(Caller caller, long index, CancellationToken ct)
    {
        var record = await reader.FindAsync(index, ct) is { } found && IsOwn(caller, found) ? found : null;
        await LookAsync(caller, record is null ? "NOT_YOUR_SLICE" : null, record?.Entry?.Child, index, ct);
        return record is null ? null : await WriteAsync(caller, record, ct);
    }

    public async Task<FhirObject?> SearchAsync(Caller caller, FhirSearch form, CancellationToken ct)
    {
        var count = form.Only("date").Count();
        DateTimeOffset? from = null;
        if (form.Text("date") is { } text)
        {
            if (text.StartsWith("ge", StringComparison.Ordinal) && DateTimeOffset.TryParse(text[2..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
            {
                from = since;
            }
            else
            {
                return null;
            }
        }

        if (form.Faults.Count > 0)
        {
            return null;
        }

        await LookAsync(caller, null, null, null, ct);
        var found = new List<(string Url, FhirObject Resource)>();
        await foreach (var record in reader.AllAsync(new LogQuery { Organisation = caller.Organisation, From = from }, ct))
        {
            if (found.Count == count)
            {
                break;
            }

            if (IsOwn(caller, record))
            {
                found.Add((issuer.At(string.Create(CultureInfo.InvariantCulture, $"/fhir/AuditEvent/{record.Index}")), await WriteAsync(caller, record, ct)));
            }
        }

        return SearchBundle.Of(types, issuer.At("/fhir/AuditEvent/_search"), found, found.Count);
    }

    private async Task LookAsync(Caller caller, string? refusal, ChildReference? child, long? entry, CancellationToken ct) => await log.AppendAsync(
        new AuditEntry
        {
            Kind = AuditKind.LogLook,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = refusal is null ? AuditOutcome.Success : AuditOutcome.Deny,
            ReasonCode = refusal,
            Child = child,
            Actor = caller.Actor("PARTNER_SYSTEM"),
            Recipient = caller.Organisation,
            Details = entry is { } index ? new Dictionary<string, string> { ["entry"] = index.ToString(CultureInfo.InvariantCulture) } : new Dictionary<string, string>(),
        }, step: null, ct);

    private static bool IsOwn(Caller caller, LogRecord record) =>
        (record.Source == caller.Organisation.Value && (record.Kind is nameof(AuditKind.Decision) or nameof(AuditKind.Disclosure)))
        || (record.Recipient == caller.Organisation.Value && record.Kind is nameof(AuditKind.Disclosure));

    private async Task<FhirObject> WriteAsync(Caller caller, LogRecord record, CancellationToken ct)
    {
        var audit = types.New("AuditEvent").Put("id", record.Index.ToString(CultureInfo.InvariantCulture));
        audit.Child("type").Put("system", "http://terminology.hl7.org/CodeSystem/audit-event-type").Put("code", "rest");
        audit.Child("subtype").Put("system", FhirSystems.Base + "/CodeSystem/log-kind").Put("code", record.Kind);
        audit.Put("action", "E").Put("recorded", record.Moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        audit.Put("outcome", record.Outcome is nameof(AuditOutcome.Failure) or nameof(AuditOutcome.Deny) ? "8" : "0");
        if (record.Purpose is { } purpose)
        {
            audit.Child("purposeOfEvent").Child("coding").Put("system", FhirSystems.Base + "/CodeSystem/purpose").Put("code", purpose);
        }

        await AgentAsync(audit, "110152", record.Recipient, requestor: true, ct);
        await AgentAsync(audit, "110153", record.Source, requestor: false, ct);
        var observer = audit.Child("source").Child("observer");
        observer.Child("identifier").Put("system", "urn:ietf:rfc:3986").Put("value", issuer.Name);
        var trace = audit.Child("entity");
        trace.Child("what").Child("identifier").Put("system", Systems.Root + "trace-id").Put("value", record.TraceId);
        trace.Child("type").Put("system", "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType").Put("code", "XrequestId");
        if (record.Entry?.Child is { } child)
        {
            var patient = audit.Child("entity");
            patient.Child("what").Child("identifier").Put("system", Systems.Root + "logboek-kind").Put("value", Convert.ToHexStringLower(master.Lookup("audit-child", caller.Organisation.Value, child.Value))[..32]);
            patient.Child("type").Put("system", "http://terminology.hl7.org/CodeSystem/audit-entity-type").Put("code", "1");
            patient.Child("role").Put("system", "http://terminology.hl7.org/CodeSystem/object-role").Put("code", "1");
            foreach (var category in record.Entry.CategoriesPermitted)
            {
                patient.Child("securityLabel").Put("system", FhirSystems.DataCategory).Put("code", category.Code);
            }
        }

        return audit;
    }

    private async Task AgentAsync(FhirObject audit, string kind, string? organisation, bool requestor, CancellationToken ct)
    {
        var agent = audit.Child("agent");
        agent.Child("type").Child("coding").Put("system", "http://dicom.nema.org/resources/ontology/DCM").Put("code", kind);
        if (organisation is not null && await directory.FindOrganisationAsync(new OrganisationId(organisation), ct) is { Identifiers: [var number, ..] } found)
        {
            agent.Child("who").Child("identifier").Put("system", number.System).Put("value", number.Value);
            agent.Put("name", found.Name);
        }

        agent.Put("requestor", requestor);
    }
}
