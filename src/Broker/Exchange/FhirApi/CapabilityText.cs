using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Identity;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>What this server can do (CapabilityStatement).</summary>
internal sealed class CapabilityText(FhirTypes types, SchemaFolder schemas, Issuer issuer)
{
    private const string Published = "2026-11-22";

    // Read once: anybody may ask for the statement, as often as they like.
    private readonly Lazy<List<(string Type, string Url)>> _profiles = new(() => Profiles(schemas.Root), LazyThreadSafetyMode.PublicationOnly);

    public FhirObject Capabilities()
    {
        var statement = types.New("CapabilityStatement")
            .Put("status", "active").Put("date", Published).Put("publisher", "ZioExchange").Put("kind", "instance").Put("fhirVersion", "4.0.1").Put("format", "json");
        statement.Child("software").Put("name", "ZioExchange").Put("version", ApiHeaders.Version);
        statement.Child("implementation").Put("description", "Broker for parts of a child's dossier between school, samenwerkingsverband, gemeente and zorgkantoor.").Put("url", issuer.At("/fhir"));
        var rest = statement.Child("rest").Put("mode", "server");
        Secure(rest.Child("security").Put("cors", false));

        var profiles = _profiles.Value;
        foreach (var type in profiles.Select(profile => profile.Type).Prepend("Patient").Distinct().ToList())
        {
            var resource = rest.Child("resource").Put("type", type);
            foreach (var profile in profiles.Where(profile => profile.Type == type))
            {
                resource.Put("supportedProfile", profile.Url);
            }

            if (type is not "Patient")
            {
                resource.Put("documentation", "Only within the Bundle of $kind-dossier, or of a message of $kind-dossier-push.");
                continue;
            }

            foreach (var operation in new[] { "kind-dossier", "kind-dossier-push" })
            {
                resource.Child("operation").Put("name", operation).Put("definition", $"{FhirSystems.Base}/OperationDefinition/{operation}");
            }
        }

        Searchable(rest, "Consent", ("patient.identifier", "token", "Required: system|value, by which you know the child."), ("status", "token", "active, inactive or rejected; several with commas between."));
        Searchable(rest, "AuditEvent", ("date", "date", "eq, ge, gt, le or lt; may stand more than once. Newest first."));
        foreach (var definition in FhirDefinitions.Types)
        {
            rest.Child("resource").Put("type", definition).Put("documentation", $"Open to everybody; {FhirSystems.Base}/{definition}/{{id}} is read here by that id.").Child("interaction").Put("code", "read");
        }

        return statement;
    }

    /// <summary>How to sign in, in words and as the libraries of SMART look for it.</summary>
    private void Secure(FhirObject security)
    {
        security.AddExtension("http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris").AddExtension("token").Put("valueUri", issuer.TokenEndpoint);
        var service = security.Child("service");
        service.Child("coding").Put("system", "http://terminology.hl7.org/CodeSystem/restful-security-service").Put("code", "SMART-on-FHIR");
        service.Put("text", "OAuth 2 client credentials with private_key_jwt; access tokens bound by DPoP (RFC 9449). See .well-known/smart-configuration.");
    }

    /// <summary>What resources of an answer keep to: the profiles in <c>schemas/fhir</c>.</summary>
    private static List<(string Type, string Url)> Profiles(string folder)
    {
        var found = new List<(string Type, string Url)>();
        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(folder, "fhir"), "StructureDefinition-*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var profile = document.RootElement;
            if (profile.GetProperty("kind").ValueEquals("resource") && profile.GetProperty("derivation").ValueEquals("constraint"))
            {
                found.Add((profile.GetProperty("type").GetString()!, profile.GetProperty("url").GetString()!));
            }
        }

        return found;
    }

    private static void Searchable(FhirObject rest, string type, params ReadOnlySpan<(string Name, string Type, string Words)> parameters)
    {
        var resource = rest.Child("resource").Put("type", type).Put("versioning", "versioned")
            .Put("documentation", "Your own slice only. Search by POST _search, and follow the next link of the answer by GET.");
        resource.Child("interaction").Put("code", "read");
        resource.Child("interaction").Put("code", "search-type");
        foreach (var (name, kind, words) in parameters)
        {
            resource.Child("searchParam").Put("name", name).Put("type", kind).Put("documentation", words);
        }
    }
}
