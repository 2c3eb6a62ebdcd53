using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>What this server can do (CapabilityStatement), and the definitions of its operations from <c>schemas/fhir</c>.</summary>
internal sealed class CapabilityText(FhirTypes types, SchemaFolder schemas, Issuer issuer)
{
    private const string Published = "2026-11-22";

    public FhirObject Capabilities()
    {
        var statement = types.New("CapabilityStatement")
            .Put("status", "active").Put("date", Published).Put("publisher", "ZioExchange").Put("kind", "instance").Put("fhirVersion", "4.0.1").Put("format", "json");
        statement.Child("software").Put("name", "ZioExchange").Put("version", ApiHeaders.Version);
        statement.Child("implementation").Put("description", "Broker for parts of a child's dossier between school, samenwerkingsverband, gemeente and zorgkantoor.").Put("url", issuer.At("/fhir"));
        var rest = statement.Child("rest").Put("mode", "server");
        var service = rest.Child("security").Put("cors", false).Child("service");
        service.Child("coding").Put("system", "http://terminology.hl7.org/CodeSystem/restful-security-service").Put("code", "SMART-on-FHIR");
        service.Put("text", "OAuth 2 client credentials with private_key_jwt; access tokens bound by DPoP (RFC 9449). See /.well-known/smart-configuration.");

        var patient = rest.Child("resource").Put("type", "Patient");
        foreach (var operation in new[] { "kind-dossier", "kind-dossier-push" })
        {
            patient.Child("operation").Put("name", operation).Put("definition", $"{FhirSystems.Base}/OperationDefinition/{operation}");
        }

        Searchable(rest, "Consent", ("patient.identifier", "token"), ("status", "token"));
        Searchable(rest, "AuditEvent", ("date", "date"));
        rest.Child("resource").Put("type", "OperationDefinition").Child("interaction").Put("code", "read");
        return statement;
    }

    /// <returns>Null when there is no such operation.</returns>
    public FhirObject? Operation(string id)
    {
        if (id is not ("kind-dossier" or "kind-dossier-push"))
        {
            return null;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(schemas.Root, "fhir", $"OperationDefinition-{id}.json")));
        var definition = types.New("OperationDefinition");
        foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name != "resourceType"))
        {
            Copy(definition, member);
        }

        return definition;
    }

    private static void Copy(FhirObject into, JsonProperty member)
    {
        foreach (var value in member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray()] : new[] { member.Value })
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                var child = into.Child(member.Name);
                foreach (var inner in value.EnumerateObject())
                {
                    Copy(child, inner);
                }
            }
            else
            {
                into.Put(member.Name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
            }
        }
    }

    private static void Searchable(FhirObject rest, string type, params ReadOnlySpan<(string Name, string Type)> parameters)
    {
        var resource = rest.Child("resource").Put("type", type).Put("versioning", "versioned").Put("documentation", "Your own slice only; searches by POST _search.");
        resource.Child("interaction").Put("code", "read");
        resource.Child("interaction").Put("code", "search-type");
        foreach (var (name, kind) in parameters)
        {
            resource.Child("searchParam").Put("name", name).Put("type", kind);
        }
    }
}
