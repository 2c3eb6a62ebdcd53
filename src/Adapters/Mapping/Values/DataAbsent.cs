using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>Says why there is no value, where a guess would otherwise stand.</summary>
/// <remarks>Source: FHIR R4 extension data-absent-reason; codes of http://terminology.hl7.org/CodeSystem/data-absent-reason.</remarks>
internal static class DataAbsent
{
    public const string Url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    /// <summary>The source does not say, or says something that no list knows.</summary>
    public const string Unknown = "unknown";

    /// <summary>The source's value cannot be.</summary>
    public const string Error = "error";

    /// <summary>There is a value and the recipient may not have it.</summary>
    public const string Masked = "masked";

    /// <summary>Known at the source; no canonical code says the same.</summary>
    public const string Unsupported = "unsupported";

    private static readonly JsonEncodedText EncodedUrl = JsonEncodedText.Encode(Url);

    /// <summary>Writes the member <c>extension</c> with this one entry.</summary>
    public static void WriteExtension(Utf8JsonWriter writer, string reason)
    {
        writer.WriteStartArray(MemberName.Extension);
        WriteEntry(writer, reason);
        writer.WriteEndArray();
    }

    public static void WriteEntry(Utf8JsonWriter writer, string reason)
    {
        writer.WriteStartObject();
        writer.WriteString(MemberName.Url, EncodedUrl);
        writer.WriteString(MemberName.ValueCode, reason);
        writer.WriteEndObject();
    }
}
