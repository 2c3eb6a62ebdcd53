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
    public async Task<(FhirObject Resource, string Version)?> ReadAsync(Caller caller, long index, CancellationToken ct)
    {
        var record = await reader.FindAsync(index, ct) is { } found && IsOwn(caller, found) ? found : null;
        await LookAsync(caller, record is null ? "NOT_YOUR_SLICE" : null, record?.Entry?.Child, index, ct);
        return record is null ? null : (await WriteAsync(caller, record, ct), Version(record));
    }

    /// <summary>Newest first. The total is told only when it is seen: a whole log is not counted for each page of it.</summary>
    /// <returns>Null with faults in the search.</returns>
    public async Task<FhirObject?> SearchAsync(Caller caller, FhirSearch search, CancellationToken ct)
    {
        var (count, range, after) = (search.Only("date").Count(), InstantRange.All, (LogCursor?)null);
        foreach (var text in search.All("date"))
        {
            if (range.And(text) is { } narrower)
            {
                range = narrower;
            }
            else
            {
                search.Wrong("date", InstantRange.Expected);
            }
        }

        if (search.After is { } last && !LogCursor.TryParse(last, out after))
        {
            search.Wrong(PageLink.Parameter, "That of a next link.");
        }

        if (search.Faults.Count > 0)
        {
            return null;
        }

        await LookAsync(caller, null, null, null, ct);
        var page = await reader.SearchAsync(new LogQuery { Organisation = caller.Organisation, OwnSlice = true, From = range.From, To = range.To, After = after, Limit = count }, ct);
        var found = new List<(string Url, FhirObject Resource)>();
        foreach (var record in page.Records)
        {
            found.Add((issuer.At(string.Create(CultureInfo.InvariantCulture, $"/fhir/AuditEvent/{record.Index}")), await WriteAsync(caller, record, ct)));
        }

        var next = page.Next is { } cursor
            ? issuer.At("/fhir/AuditEvent") + PageLink.Write(cursor.ToString(), range.Write().Select(text => new KeyValuePair<string, string?>("date", text)).Append(new("_count", count.ToString(CultureInfo.InvariantCulture))))
            : null;
        return SearchBundle.Of(types, issuer.At("/fhir/AuditEvent/_search"), next, found, after is null && next is null ? found.Count : null, search.Ignored);
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

    // An entry changes once: when its key is destroyed.
    private static string Version(LogRecord record) => record.Entry is null ? "2" : "1";

    /// <summary>The rule of <see cref="LogQuery.OwnSlice"/>, for one entry.</summary>
    private static bool IsOwn(Caller caller, LogRecord record) =>
        (record.Source == caller.Organisation.Value && (record.Kind is nameof(AuditKind.Decision) or nameof(AuditKind.Disclosure)))
        || (record.Recipient == caller.Organisation.Value && record.Kind is nameof(AuditKind.Disclosure));

    private async Task<FhirObject> WriteAsync(Caller caller, LogRecord record, CancellationToken ct)
    {
        var audit = types.New("AuditEvent").Put("id", record.Index.ToString(CultureInfo.InvariantCulture));
        audit.Child("meta").Put("versionId", Version(record));
        audit.Child("type").Put("system", "http://terminology.hl7.org/CodeSystem/audit-event-type").Put("code", "rest");
        audit.Child("subtype").Put("system", FhirSystems.LogKind).Put("code", record.Kind);
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
