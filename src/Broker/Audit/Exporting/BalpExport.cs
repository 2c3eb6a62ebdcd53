using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>One record as a FHIR R4 AuditEvent: disclosures as IHE BALP PrivacyDisclosure.Source, decisions as AuthZconsent, the rest plain.</summary>
/// <remarks>Sources: ITI.BasicAudit <c>Disclose.fsh</c> and <c>AuthZ.fsh</c>. A profile is claimed only where everything it demands is there.</remarks>
internal static class BalpExport
{
    private const string Terms = "http://terminology.hl7.org/CodeSystem/";
    private const string Ours = "https://zioexchange.nl/fhir/CodeSystem/";
    private const string Names = "https://zioexchange.nl/fhir/NamingSystem/";
    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    private const string Profiles = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/";

    public static string Line(LogRecord record, string origin)
    {
        var disclosure = record.Kind == nameof(AuditKind.Disclosure);
        var decision = record.Kind == nameof(AuditKind.Decision);
        var resource = new JsonObject
        {
            ["resourceType"] = "AuditEvent",
            ["id"] = $"{new string([.. record.TraceId.Where(char.IsAsciiHexDigit).Take(8)])}-{record.Index}",   // of a damaged row it may be anything
        };
        if (Profile(record) is { } profile)
        {
            resource["meta"] = new JsonObject { ["profile"] = new JsonArray(Profiles + profile) };
        }

        resource["type"] = disclosure ? Coding(Dicom, "110106", "Export") : decision ? Coding(Dicom, "110113", "Security Alert") : Coding(Ours + "audit-kind", record.Kind, null);
        resource["subtype"] = new JsonArray(disclosure
            ? Coding(Terms + "iso-21089-lifecycle", "disclose", "Disclose Record Lifecycle Event")
            : decision ? Coding("https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType", record.Entry?.LegalBasis is null or "CONSENT" or "NONE" ? "AuthZ-Consent" : "AuthZ-Role", null) : Coding(Ours + "audit-kind", record.Kind, null));
        resource["action"] = LdvExport.Action(record.Kind);
        resource["recorded"] = ExportText.Utc(record.Moment);
        resource["outcome"] = record.Outcome is nameof(AuditOutcome.Failure) or nameof(AuditOutcome.Deny) ? "8" : "0";
        if (record.Entry?.ReasonCode is { } reason)
        {
            resource["outcomeDesc"] = reason;
        }

        if (Purposes(record).ToArray() is { Length: > 0 } purposes)
        {
            resource["purposeOfEvent"] = new JsonArray(purposes);
        }

        resource["agent"] = new JsonArray([.. Agents(record, origin, disclosure)]);
        resource["source"] = new JsonObject
        {
            ["site"] = origin,
            ["observer"] = Observer(record, origin, disclosure),
            ["type"] = new JsonArray(Coding(Terms + "security-source-type", decision ? "6" : "4", null)),
        };
        resource["entity"] = new JsonArray([.. Entities(record)]);
        return ExportText.Json(resource);
    }

    /// <summary>AuthZconsent asks for the client's network address, which this log does not keep: it is shaped alike and not claimed.</summary>
    private static string? Profile(LogRecord record) =>
        record is { Kind: nameof(AuditKind.Disclosure), Source: not null, Recipient: not null, Subject: not null } ? "IHE.BasicAudit.PrivacyDisclosure.Source" : null;

    /// <summary>The purpose in our code, and BTG where a glass was broken (RULES section 5: the emergency button, used or not).</summary>
    private static IEnumerable<JsonNode> Purposes(LogRecord record)
    {
        if (record.Purpose is { } purpose)
        {
            yield return new JsonObject { ["coding"] = new JsonArray(Coding(Ours + "purpose", purpose, null)) };
        }

        if (record.Entry?.Mode is "BREAK_GLASS")
        {
            yield return new JsonObject { ["coding"] = new JsonArray(Coding(Terms + "v3-ActReason", "BTG", "break the glass")) };
        }
    }

    private static JsonObject Observer(LogRecord record, string origin, bool disclosure) =>
        disclosure && record.Source is { } source ? Organisation(source) : Logical("Device", Names + "log-origin", origin);

    private static IEnumerable<JsonNode> Agents(LogRecord record, string origin, bool disclosure)
    {
        if (disclosure && record.Source is { } source)
        {
            yield return Agent(Coding(Dicom, "110153", "Source Role ID"), Organisation(source), false, source);
        }

        if (record.Recipient is { } recipient)
        {
            yield return Agent(
                disclosure ? Coding(Dicom, "110152", "Destination Role ID") : Coding(Terms + "v3-RoleClass", "PROV", null),
                Organisation(recipient), false, disclosure ? recipient : null);
        }

        if (record.Actor is { } actor)
        {
            var user = Agent(Coding(Terms + "v3-ParticipationType", "IRCP", "information recipient"), Logical("Practitioner", Names + "pseudonym", actor.Pseudonym), true, null);
            user["role"] = new JsonArray(new JsonObject { ["coding"] = new JsonArray(Coding(Ours + "role", actor.Role, null)) });
            if (actor.AssuranceLevel is { } level)
            {
                user["extension"] = new JsonArray(new JsonObject
                {
                    ["url"] = Profiles + "ihe-assuranceLevel",
                    ["valueCodeableConcept"] = new JsonObject { ["coding"] = new JsonArray(Coding(Ours + "assurance-level", level, null)), ["text"] = actor.AuthenticationMethod ?? level },
                });
            }

            yield return user;
        }

        if (!disclosure)
        {
            yield return Agent(Coding(Terms + "extra-security-role-type", "authserver", "authorization server"), Logical("Device", Names + "log-origin", origin), false, null);
        }
    }

    private static JsonObject Agent(JsonObject type, JsonObject who, bool requestor, string? address)
    {
        var agent = new JsonObject { ["type"] = new JsonObject { ["coding"] = new JsonArray(type) }, ["who"] = who, ["requestor"] = requestor };
        if (address is not null)
        {
            agent["network"] = new JsonObject { ["address"] = "urn:zioexchange:organisation:" + Uri.EscapeDataString(address), ["type"] = "5" };
        }

        return agent;
    }

    private static IEnumerable<JsonNode> Entities(LogRecord record)
    {
        if (record.Subject is { } subject)
        {
            yield return Entity(Logical("Patient", Names + "pseudonym", subject), Coding(Terms + "audit-entity-type", "1", "Person"), Coding(Terms + "object-role", "1", "Patient"));
        }

        foreach (var consent in record.Entry?.ConsentIds ?? [])
        {
            yield return Entity(Logical("Consent", Names + "consent", consent), Coding("http://hl7.org/fhir/resource-types", "Consent", "Consent"), null);
        }

        foreach (var category in record.Entry?.CategoriesPermitted ?? [])
        {
            var data = Entity(null, Coding(Terms + "audit-entity-type", "2", "System Object"), Coding(Terms + "object-role", "3", "Report"));
            data["securityLabel"] = new JsonArray(Coding(Ours + "data-category", category.Code, null));
            data["description"] = category.Code;
            yield return data;
        }

        if (record.Entry?.JustificationHash is { } hash)
        {
            var justification = Entity(null, Coding(Terms + "audit-entity-type", "4", "Other"), Coding(Terms + "object-role", "13", "Security Resource"));
            justification["detail"] = new JsonArray(new JsonObject { ["type"] = "justification-sha256", ["valueString"] = hash });
            yield return justification;
        }

        yield return Entity(Logical("Basic", "urn:ietf:params:trace-id", record.TraceId), Coding(Terms + "audit-entity-type", "4", "Other"), Coding(Terms + "object-role", "21", "Job Stream"));
    }

    private static JsonObject Entity(JsonObject? what, JsonObject type, JsonObject? role)
    {
        var entity = new JsonObject();
        if (what is not null)
        {
            entity["what"] = what;
        }

        entity["type"] = type;
        if (role is not null)
        {
            entity["role"] = role;
        }

        return entity;
    }

    private static JsonObject Organisation(string id) => Logical("Organization", Names + "organisation", id);

    private static JsonObject Logical(string type, string system, string value) =>
        new() { ["type"] = type, ["identifier"] = new JsonObject { ["system"] = system, ["value"] = value } };

    private static JsonObject Coding(string system, string code, string? display)
    {
        var coding = new JsonObject { ["system"] = system, ["code"] = code };
        if (display is not null)
        {
            coding["display"] = display;
        }

        return coding;
    }
}
