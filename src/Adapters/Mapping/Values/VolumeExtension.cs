using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>The extension care-volume: the volume, what the source wrote, and what minutes a week it comes to, if that can be said.</summary>
internal sealed class VolumeExtension(CareVolume volume, (JsonEncodedText Name, ReadOnlyMemory<char> Text)[] source) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray(MemberName.Extension);
        var (low, high, unit) = volume.InEuros();
        if (unit.IsMoney && high is null)
        {
            Start(writer, MemberName.Money);
            writer.WriteStartObject(MemberName.ValueMoney);
            new MoneyValue(low).WriteMembers(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        else
        {
            Amount(writer, high is null ? MemberName.Value : MemberName.Range, low, high, unit);
        }

        Code(writer, MemberName.Unit, unit.Code);
        Code(writer, MemberName.Per, volume.Per);
        Source(writer);
        Minutes(writer);
        writer.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter writer, JsonEncodedText name, decimal low, decimal? high, CareUnit unit)
    {
        Start(writer, name);
        if (high is { } end)
        {
            writer.WriteStartObject(MemberName.ValueRange);
            VolumeQuantity.WriteRange(writer, low, end, unit);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNumber(MemberName.ValueDecimal, low);
        }

        writer.WriteEndObject();
    }

    private static void Code(Utf8JsonWriter writer, JsonEncodedText name, string code)
    {
        Start(writer, name);
        writer.WriteString(MemberName.ValueCode, code);
        writer.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter writer, JsonEncodedText name)
    {
        writer.WriteStartObject();
        writer.WriteString(MemberName.Url, name);
    }

    private void Source(Utf8JsonWriter writer)
    {
        Start(writer, MemberName.Source);
        writer.WriteStartArray(MemberName.Extension);
        foreach (var (name, text) in source)
        {
            writer.WriteStartObject();
            writer.WriteString(MemberName.Url, name);
            writer.WriteString(MemberName.ValueString, text.Span);
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
            Amount(writer, MemberName.MinutesPerWeek, low, volume.High is { } high ? volume.MinutesPerWeek(high) : null, minute!);
        }

        var (convertible, reason) = volume.Certainty;
        Code(writer, MemberName.Convertible, convertible);
        if (reason is not null)
        {
            Start(writer, MemberName.Reason);
            writer.WriteString(MemberName.ValueString, reason);
            writer.WriteEndObject();
        }
    }
}
