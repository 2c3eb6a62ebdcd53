using System.Globalization;
using System.Text.Json;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Benchmarks.Fhir;

/// <summary>A made-up bundle of some 20 kB, of the kind that a kind dossier is: a child, toewijzingen, observations.</summary>
internal static class SampleBundle
{
    public static ReadOnlyMemory<byte> Make(FhirTypes types)
    {
        types.TryGetType("Bundle", out var bundleType);
        var bundle = new FhirObject(bundleType!).Put("type", "collection");
        Enter(bundle, 0, Patient(types));
        for (var i = 1; i <= 24; i++)
        {
            Enter(bundle, i, i % 2 == 0 ? Toewijzing(types, i) : Observation(types, i));
        }

        return FhirJson.Write(bundle);
    }

    public static void ReadBare(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
        }
    }

    private static void Enter(FhirObject bundle, int number, FhirObject resource)
    {
        var entry = bundle.Child("entry").Put("fullUrl", Urn(number));
        entry.Type.TryGetElement("resource", out var element);
        entry.TryAttach(element!, resource);
    }

    private static string Urn(int number) => string.Create(CultureInfo.InvariantCulture, $"urn:uuid:00000000-0000-5000-8000-{number:x12}");

    private static FhirObject Resource(FhirTypes types, string name, string category)
    {
        types.TryGetType(name, out var type);
        var resource = new FhirObject(type!);
        resource.Child("meta").Child("security")
            .Put("system", "https://zioexchange.nl/fhir/CodeSystem/data-category").Put("code", category);
        return resource;
    }

    private static FhirObject Patient(FhirTypes types)
    {
        var patient = Resource(types, "Patient", "ID_BASIS").Put("gender", "female").Put("birthDate", "2016-02-29");
        patient.Child("identifier").Put("system", "https://zioexchange.nl/fhir/NamingSystem/pseudonym").Put("value", "voorbeeld");
        patient.Child("name").Put("family", "de Vries").Put("given", "Noor").Put("given", "Ève");
        return patient;
    }

    private static FhirObject Toewijzing(FhirTypes types, int number)
    {
        var request = Resource(types, "ServiceRequest", "JEUGDHULP_BESCHIKKING").Put("status", "active").Put("intent", "order");
        request.Child("identifier").Put("system", "urn:oid:2.16.840.1.113883.2.4.6.14").Put("value", number.ToString(CultureInfo.InvariantCulture));
        request.Child("subject").Put("reference", Urn(0));
        request.Child("code").Child("coding").Put("system", "https://zioexchange.nl/fhir/CodeSystem/ijw-jz020").Put("code", "45").Put("display", "Jeugdhulp ambulant");
        request.Child("occurrencePeriod").Put("start", "2026-01-01").Put("end", "2026-12-31");
        request.Child("quantityQuantity").Put("value", "90").Put("unit", "min").Put("system", "http://unitsofmeasure.org").Put("code", "min");
        request.Child("requester").Put("display", "Gemeente A");
        return request.Put("authoredOn", "2025-12-11T09:30:00+01:00");
    }

    private static FhirObject Observation(FhirTypes types, int number)
    {
        var observation = Resource(types, "Observation", "VERZUIM").Put("status", "final");
        observation.Child("code").Child("coding").Put("system", "https://zioexchange.nl/fhir/CodeSystem/verzuim").Put("code", "ongeoorloofd");
        observation.Child("subject").Put("reference", Urn(0));
        observation.Child("effectivePeriod").Put("start", "2026-09-01").Put("end", "2026-09-30");
        observation.Child("valueQuantity").Put("value", number.ToString(CultureInfo.InvariantCulture)).Put("unit", "dagdeel");
        observation.Child("note").Put("text", "Gemeld door de school, met bericht van een ouder; zie het verzuimoverzicht van september.");
        return observation;
    }
}
