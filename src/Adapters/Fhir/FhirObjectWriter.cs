using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>Writes a <see cref="FhirObject"/> as FHIR JSON (json.html of R4): arrays, numbers, and null where only something beside is known.</summary>
internal static class FhirObjectWriter
{
    private static readonly JsonEncodedText ResourceType = JsonEncodedText.Encode("resourceType");

    public static void Write(Utf8JsonWriter writer, FhirObject node)
    {
        writer.WriteStartObject();
        if (node.Type.Kind == FhirTypeKind.Resource)
        {
            writer.WriteString(ResourceType, node.Type.Name);
        }

        foreach (ref readonly var slot in node.Slots)
        {
            if (slot.HasContent)
            {
                WriteSlot(writer, slot.Form!, slot);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteSlot(Utf8JsonWriter writer, FhirElement element, in FhirObject.Slot slot)
    {
        switch (slot.Value)
        {
            case string text:
                writer.WritePropertyName(element.Key);
                WriteText(writer, element, text);
                break;
            case FhirObject child:
                writer.WritePropertyName(element.Key);
                Write(writer, child);
                break;
            case List<FhirObject> children:
                WriteChildren(writer, element, children);
                break;
            case List<string?> texts:
                WriteTexts(writer, element, texts, slot.HasBeside ? (List<FhirObject?>)slot.Beside! : null);
                return;
        }

        if (slot.Beside is FhirObject { IsEmpty: false } beside)
        {
            writer.WritePropertyName(element.ShadowKey);
            Write(writer, beside);
        }
    }

    private static void WriteChildren(Utf8JsonWriter writer, FhirElement element, List<FhirObject> children)
    {
        writer.WriteStartArray(element.Key);
        foreach (var child in children)
        {
            if (!child.IsEmpty)
            {
                Write(writer, child);
            }
        }

        writer.WriteEndArray();
    }

    // The two arrays run side by side; an array of nothing but null is left out.
    private static void WriteTexts(Utf8JsonWriter writer, FhirElement element, List<string?> texts, List<FhirObject?>? besides)
    {
        if (texts.Exists(text => text is not null))
        {
            writer.WriteStartArray(element.Key);
            texts.ForEach(text => WriteText(writer, element, text));
            writer.WriteEndArray();
        }

        if (besides is not null)
        {
            writer.WriteStartArray(element.ShadowKey);
            besides.ForEach(beside => WriteOrNull(writer, beside));
            writer.WriteEndArray();
        }
    }

    private static void WriteOrNull(Utf8JsonWriter writer, FhirObject? beside)
    {
        if (beside is null or { IsEmpty: true })
        {
            writer.WriteNullValue();
        }
        else
        {
            Write(writer, beside);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, FhirElement element, string? text)
    {
        switch (element.Definition.Primitive)
        {
            case var _ when text is null:
                writer.WriteNullValue();
                break;
            case FhirPrimitive.Boolean:
                writer.WriteBooleanValue(text == "true");
                break;
            case FhirPrimitive.Integer or FhirPrimitive.UnsignedInt or FhirPrimitive.PositiveInt or FhirPrimitive.Decimal:
                writer.WriteRawValue(text, skipInputValidation: true);   // checked on the way in; keeps 1.50 as 1.50
                break;
            default:
                writer.WriteStringValue(text);
                break;
        }
    }
}
