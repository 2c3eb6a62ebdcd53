using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>Care volume as far as FHIR itself can say it: Quantity, Ratio or Range.</summary>
internal sealed class VolumeQuantity(CareVolume volume, string type) : FhirValue
{
    /// <summary>Whether this volume has this form.</summary>
    public static bool Fits(CareVolume volume, string type) => type switch
    {
        "Quantity" => volume.High is null && !volume.HasRate,
        "Ratio" => volume.High is null && volume.HasRate,
        _ => volume.High is not null,
    };

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        var (low, high, unit) = volume.InEuros();
        if (type == "Quantity")
        {
            QuantityValue.Write(writer, low, unit);
        }
        else if (type == "Range")
        {
            WriteRange(writer, low, high!.Value, unit);
        }
        else
        {
            Write(writer, MemberName.Numerator, low, unit);
            var isFour = volume.Per == CareVolume.FourWeeks;
            CareUnit.TryFind(isFour ? "wk" : volume.Per, out var per);
            Write(writer, MemberName.Denominator, isFour ? 4 : 1, per!);
        }
    }

    public static void WriteRange(Utf8JsonWriter writer, decimal low, decimal high, CareUnit unit)
    {
        Write(writer, MemberName.Low, low, unit);
        Write(writer, MemberName.High, high, unit);
    }

    private static void Write(Utf8JsonWriter writer, JsonEncodedText name, decimal number, CareUnit unit)
    {
        writer.WriteStartObject(name);
        QuantityValue.Write(writer, number, unit);
        writer.WriteEndObject();
    }
}
