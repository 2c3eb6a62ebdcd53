using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>The extension care-volume: the volume, what the source wrote, and what minutes a week it comes to, if that can be said.</summary>
internal sealed class VolumeExtension(CareVolume volume, (JsonEncodedText Name, ReadOnlyMemory<char> Text)[] source) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("extension"u8);
        var (low, high, unit) = volume.InEuros();
        if (unit.IsMoney && high is null)
        {
            Start(writer, "money"u8);
            writer.WriteStartObject("valueMoney"u8);
            new MoneyValue(low).WriteMembers(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        else
        {
            Amount(writer, high is null ? "value"u8 : "range"u8, low, high, unit);
        }

        Code(writer, "unit"u8, unit.Code);
        Code(writer, "per"u8, volume.Per);
        Source(writer);
        Minutes(writer);
        writer.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter writer, ReadOnlySpan<byte> name, decimal low, decimal? high, CareUnit unit)
    {
        Start(writer, name);
        if (high is { } end)
        {
            writer.WriteStartObject("valueRange"u8);
            VolumeQuantity.WriteRange(writer, low, end, unit);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNumber("valueDecimal"u8, low);
        }

        writer.WriteEndObject();
    }

    private static void Code(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string code)
    {
        Start(writer, name);
        writer.WriteString("valueCode"u8, code);
        writer.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter writer, ReadOnlySpan<byte> name)
    {
        writer.WriteStartObject();
        writer.WriteString("url"u8, name);
    }

    private void Source(Utf8JsonWriter writer)
    {
        Start(writer, "source"u8);
        writer.WriteStartArray("extension"u8);
        foreach (var (name, text) in source)
        {
            writer.WriteStartObject();
            writer.WriteString("url"u8, name);
            writer.WriteString("valueString"u8, text.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Minutes(Utf8JsonWriter writer)
    {
        if (volume.MinutesPerWeek(volume.Low) is { } low)
        {
            CareUnit.TryFind("min", out var minute);
            Amount(writer, "minutesPerWeek"u8, low, volume.High is { } high ? volume.MinutesPerWeek(high) : null, minute!);
        }

        var (convertible, reason) = volume.Certainty;
        Code(writer, "convertible"u8, convertible);
        if (reason is not null)
        {
            Start(writer, "reason"u8);
            writer.WriteString("valueString"u8, reason);
            writer.WriteEndObject();
        }
    }
}
