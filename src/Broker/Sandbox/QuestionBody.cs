using System.Text;
using System.Text.Json;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Writes the Parameters of <c>$kind-dossier</c>, as a partner system would.</summary>
internal static class QuestionBody
{
    private const string CodeSystem = "https://zioexchange.nl/fhir/CodeSystem/";

    public static string Write(QuestionText question)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Parameters");
            json.WriteStartArray("parameter");
            WritePair(json, "subject", "valueIdentifier", "system", question.Subject.System, "value", question.Subject.Value);
            WritePair(json, "purpose", "valueCoding", "system", CodeSystem + "purpose", "code", question.Purpose);
            WritePair(json, "role", "valueCoding", "system", CodeSystem + "role", "code", question.Role);
            WritePair(json, "practitioner", "valueIdentifier", "value", question.Practitioner);
            foreach (var category in question.Categories)
            {
                WritePair(json, "category", "valueCoding", "system", CodeSystem + "data-category", "code", category);
            }

            foreach (var source in question.Sources)
            {
                WriteReference(json, source);
            }

            foreach (var request in question.Requests)
            {
                WritePair(json, "request", "valueIdentifier", "system", request.System, "value", request.Value);
            }

            if (question.Justification is { } text)
            {
                WriteEmergency(json, text);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static void WritePair(Utf8JsonWriter json, string name, string type, params ReadOnlySpan<string> members)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartObject(type);
        for (var i = 0; i < members.Length; i += 2)
        {
            json.WriteString(members[i], members[i + 1]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, SandboxIdentifier source)
    {
        json.WriteStartObject();
        json.WriteString("name", "source");
        json.WriteStartObject("valueReference");
        json.WriteStartObject("identifier");
        json.WriteString("system", source.System);
        json.WriteString("value", source.Value);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEmergency(Utf8JsonWriter json, string justification)
    {
        json.WriteStartObject();
        json.WriteString("name", "emergency");
        json.WriteBoolean("valueBoolean", true);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("name", "justification");
        json.WriteString("valueString", justification);
        json.WriteEndObject();
    }
}
