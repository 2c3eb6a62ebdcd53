using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>One record as a Logboek Dataverwerkingen record, with or without the NEN 7513 extension.</summary>
/// <remarks>
/// LDV proper holds no users (its draft decision "geen gebruikers in logregels"); the extension asks for them. Field names: logboek-dataverwerkingen
/// and logboek-extensie-nen7513. The 8-byte operation id is the entry's index plus one: unique in this log and never zero.
/// </remarks>
internal static class LdvExport
{
    private const string Activities = "https://zioexchange.nl/verwerkingsactiviteiten/";
    private const string PseudonymType = "https://zioexchange.nl/fhir/NamingSystem/pseudonym";

    public static string Line(LogRecord record, string origin, bool nen7513)
    {
        var operation = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(operation, record.Index + 1);
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
            [nen7513 ? "span_id" : "operation_id"] = Convert.ToHexStringLower(operation),
            ["status_code"] = record.Outcome == nameof(AuditOutcome.Failure) ? 2 : 1,   // a refusal is a good outcome of the processing
            ["name"] = nen7513 ? Action(record.Kind) : record.Kind,
            ["start_time"] = ExportText.Utc(record.Moment),
            ["end_time"] = ExportText.Utc(record.Moment),
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
        var resource = new JsonObject { ["name"] = "zioexchange-broker", ["version"] = typeof(LdvExport).Assembly.GetName().Version?.ToString(3) };
        if (nen7513)
        {
            resource["attributes"] = new JsonObject
            {
                ["nen7513.AuditSourceId"] = origin,
                ["nen7513.AuditEnterpriseSiteID"] = origin,
                ["nen7513.AuditSourceTypeCode"] = "4",   // application server
            };
        }

        return resource;
    }

    private static void AddNen7513(JsonObject attributes, LogRecord record)
    {
        attributes["dpl.nen7513.eventTypeCode"] = record.Kind;
        if (record.Actor is { } actor)
        {
            attributes["dpl.nen7513.users"] = new JsonArray(new JsonObject
            {
                ["userID"] = actor.Pseudonym,
                ["alternateUserID"] = actor.OnBehalfOf,
                ["userIsRequestor"] = true,
                ["roleIDCode"] = actor.Role,
                ["purposeOfUse"] = record.Purpose,
                ["organisation"] = actor.Organisation?.Value,
            });
        }

        if (record.Subject is { } subject)
        {
            attributes["dpl.nen7513.participants"] = new JsonArray(new JsonObject
            {
                ["participantObjectTypeCode"] = "1",
                ["participantObjectTypeCodeRole"] = "1",
                ["participantObjectIDTypeCode"] = PseudonymType,
                ["participantObjectID"] = subject,
                ["participantObjectDetail"] = ExportText.Array(record.Entry?.CategoriesPermitted.Select(category => category.Code) ?? []),
            });
        }

        if (record.Entry is { } entry)
        {
            attributes["dpl.nen7513.autorisatieProtocol"] = string.Create(CultureInfo.InvariantCulture, $"{entry.PolicyVersion} {entry.MatrixRow} {entry.LegalBasis}").Trim();
            attributes["dpl.nen7513.toestemmingsProfiel"] = ExportText.Array(entry.ConsentIds);
            attributes["dpl.nen7513.controles"] = ExportText.Array(new[] { entry.ReasonCode, entry.Mode, entry.GezagCheckId }.OfType<string>());
        }
    }
}
