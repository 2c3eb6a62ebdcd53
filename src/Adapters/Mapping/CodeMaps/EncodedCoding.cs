using System.Text.Json;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.CodeMaps;

/// <summary>What a code map entry looks like in JSON, made once, because the same few codes are written again and again.</summary>
internal sealed class EncodedCoding
{
    private EncodedCoding(CodeMapEntry entry)
    {
        IsItsOwnTarget = entry.Targets.Any(target => target.System == entry.System && target.Code == entry.Code);
        Concept = EncodedJson.Write(json => WriteConcept(json, entry));
        BesideCode = EncodedJson.Write(json => WriteExtension(json, entry, isCode: true));
        BesideOther = EncodedJson.Write(json => WriteExtension(json, entry, isCode: false));
        FirstCode = EncodedJson.Text(entry.Targets.Count > 0 ? entry.Targets[0].Code : entry.Code);
    }

    /// <summary>The source's code is the canonical one: nothing needs to stand beside it.</summary>
    public bool IsItsOwnTarget { get; }

    /// <summary>The value of <c>coding</c>: canonical codings, then the source's own.</summary>
    public byte[] Concept { get; }

    /// <summary>Entry of <c>extension</c> beside a <c>code</c>: the one of Nictiz.</summary>
    public byte[] BesideCode { get; }

    /// <summary>Entry of <c>extension</c> beside anything else: ours.</summary>
    public byte[] BesideOther { get; }

    /// <summary>The canonical code.</summary>
    public JsonEncodedText FirstCode { get; }

    public static EncodedCoding Of(CodeMapEntry entry) => new(entry);

    private static void WriteConcept(Utf8JsonWriter json, CodeMapEntry entry)
    {
        json.WriteStartArray();
        foreach (var target in entry.Targets)
        {
            EncodedJson.WriteCoding(json, target.System, target.Code, target.Display);
        }

        if (!entry.Targets.Any(target => target.System == entry.System && target.Code == entry.Code))
        {
            EncodedJson.WriteCoding(json, entry.System, entry.Code, entry.Display);
        }

        json.WriteEndArray();
    }

    private static void WriteExtension(Utf8JsonWriter json, CodeMapEntry entry, bool isCode)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, isCode ? KnownExtensions.CodeSpecification : KnownExtensions.SourceCoding);
        if (isCode)
        {
            json.WriteStartObject("valueCodeableConcept"u8);
            json.WriteStartArray("coding"u8);
            EncodedJson.WriteCoding(json, entry.System, entry.Code, entry.Display);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WritePropertyName("valueCoding"u8);
            EncodedJson.WriteCoding(json, entry.System, entry.Code, entry.Display);
        }

        json.WriteEndObject();
    }
}
