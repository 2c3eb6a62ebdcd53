using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>One record as a Logboek Dataverwerkingen record, with or without the NEN 7513 extension.</summary>
/// <remarks>
/// LDV proper holds no users (its draft decision "geen gebruikers in logregels"); the extension asks for them. Field names: logboek-dataverwerkingen,
/// interface of component Logboek, and logboek-extensie-nen7513. The 8-byte span id is the entry's index plus one: unique in this log and never zero.
/// What NEN 7513 asks and the extension has no field for (level of assurance, means, emergency, what was withheld) stands among its checks, each behind its name.
/// </remarks>
internal static class LdvExport
{
    private const string Activities = "https://zioexchange.nl/verwerkingsactiviteiten/";
    private const string PseudonymType = "https://zioexchange.nl/fhir/NamingSystem/pseudonym";
    private const string OrganisationType = "https://zioexchange.nl/fhir/NamingSystem/organisation";

    public static string Line(LogRecord record, string origin, bool nen7513)
    {
        var span = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(span, record.Index + 1);
        var attributes = new JsonObject
        {
            ["dpl.core.processing_activity_id"] = Activities + Uri.EscapeDataString(record.MatrixRow ?? record.Kind),
        };
        if (record.Subject is { } subject)
        {
            attributes["dpl.core.data_subject_id"] = subject;
            attributes["dpl.core.data_subject_id_type"] = PseudonymType;
        }

        if (nen7513)
        {
            AddNen7513(attributes, record);
        }

        return ExportText.Json(new JsonObject
        {
            ["trace_id"] = record.TraceId,
            ["span_id"] = Convert.ToHexStringLower(span),
            ["status_code"] = record.Outcome == nameof(AuditOutcome.Failure) ? 2 : 1,   // a refusal is a good outcome of the processing
            ["name"] = nen7513 ? Action(record.Kind) : record.Kind,
            ["start_time"] = record.Moment.ToUnixTimeMilliseconds(),
            ["end_time"] = record.Moment.ToUnixTimeMilliseconds(),
            ["resource"] = Resource(origin, nen7513),
            ["attributes"] = attributes,
        });
    }

    /// <summary>NEN 7513 action code, as in DICOM and FHIR: create, read, update, delete or execute.</summary>
    public static string Action(string kind) => kind switch
    {
        nameof(AuditKind.Disclosure) or nameof(AuditKind.Inspection) or nameof(AuditKind.LogLook) or nameof(AuditKind.Export) => "R",
        nameof(AuditKind.ConsentAct) or nameof(AuditKind.ObjectionAct) or nameof(AuditKind.Review) => "C",
        nameof(AuditKind.FactChange) or nameof(AuditKind.ConfigurationChange) or nameof(AuditKind.PolicyChange) or nameof(AuditKind.DirectoryChange) => "U",
        nameof(AuditKind.Erasure) => "D",
        _ => "E",
    };

    private static JsonObject Resource(string origin, bool nen7513)
    {
        var attributes = new JsonObject { ["service.name"] = "zioexchange-broker", ["service.version"] = typeof(LdvExport).Assembly.GetName().Version?.ToString(3) };
        if (nen7513)
        {
            attributes["nen7513.AuditSourceId"] = origin;
            attributes["nen7513.AuditEnterpriseSiteID"] = origin;
            attributes["nen7513.AuditSourceTypeCode"] = "4";   // application server
        }

        return new JsonObject { ["attributes"] = attributes };
    }

    private static void AddNen7513(JsonObject attributes, LogRecord record)
    {
        attributes["dpl.nen7513.eventTypeCode"] = record.Kind;
        if (record.Actor is { } actor)
        {
            attributes["dpl.nen7513.users"] = new JsonArray([.. Users(actor, record.Purpose)]);
        }

        if (Participants(record).ToArray() is { Length: > 0 } participants)
        {
            attributes["dpl.nen7513.participants"] = new JsonArray(participants);
        }

        if (record.Entry is { } entry)
        {
            attributes["dpl.nen7513.autorisatieProtocol"] = string.Create(CultureInfo.InvariantCulture, $"{entry.PolicyVersion} {entry.MatrixRow} {entry.LegalBasis}").Trim();
            attributes["dpl.nen7513.toestemmingsProfiel"] = ExportText.Array(entry.ConsentIds);
            attributes["dpl.nen7513.controles"] = ExportText.Array(Checks(entry, record.Actor));
        }
    }

    /// <summary>Who acted, and behind it the responsible one on whose behalf: a user of its own, who asked for nothing in this system.</summary>
    private static IEnumerable<JsonNode> Users(AuditActor actor, string? purpose)
    {
        var user = new JsonObject { ["userID"] = actor.Pseudonym, ["userIsRequestor"] = true, ["roleIDCode"] = actor.Role };
        if (purpose is not null)
        {
            user["purposeOfUse"] = purpose;
        }

        if (actor.Organisation is { } organisation)
        {
            user["organisation"] = organisation.Value;
        }

        yield return user;
        if (actor.OnBehalfOf is { } responsible)
        {
            yield return new JsonObject { ["userID"] = responsible, ["userIsRequestor"] = false, ["roleIDCode"] = "RESPONSIBLE" };
        }
    }

    /// <summary>The child, the organisation whose records it are and the one that gets them. Codes of object type and role: RFC 3881 and FHIR object-role.</summary>
    private static IEnumerable<JsonNode> Participants(LogRecord record)
    {
        if (record.Subject is { } subject)
        {
            var child = Participant("1", "1", PseudonymType, subject);
            child["participantObjectDetail"] = ExportText.Array(record.Entry?.CategoriesPermitted.Select(category => category.Code) ?? []);
            yield return child;
        }

        if (record.Source is { } source)
        {
            yield return Participant("3", "17", OrganisationType, source);   // data repository
        }

        if (record.Recipient is { } recipient)
        {
            yield return Participant("3", "16", OrganisationType, recipient);   // data destination
        }
    }

    private static JsonObject Participant(string type, string role, string system, string id) => new()
    {
        ["participantObjectTypeCode"] = type,
        ["participantObjectTypeCodeRole"] = role,
        ["participantObjectIDTypeCode"] = system,
        ["participantObjectID"] = id,
    };

    private static IEnumerable<string> Checks(AuditEntry entry, AuditActor? actor) => new[]
    {
        ("reason", entry.ReasonCode), ("mode", entry.Mode), ("justification-sha256", entry.JustificationHash), ("requested-role", entry.Role?.Code),
        ("assurance", actor?.AssuranceLevel), ("method", actor?.AuthenticationMethod),
    }.Where(check => check.Item2 is not null).Select(check => $"{check.Item1}:{check.Item2}")
        .Concat(entry.CategoriesDenied.Select(denied => $"denied:{denied.Category.Code}:{denied.ReasonCode}"));
}
