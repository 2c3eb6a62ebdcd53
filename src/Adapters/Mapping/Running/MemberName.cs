using System.Text.Json;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Names of members and of parts of extensions, encoded once: a writer would else look through each of them every time.</summary>
internal static class MemberName
{
    public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    public static readonly JsonEncodedText Coding = JsonEncodedText.Encode("coding");
    public static readonly JsonEncodedText Convertible = JsonEncodedText.Encode("convertible");
    public static readonly JsonEncodedText Currency = JsonEncodedText.Encode("currency");
    public static readonly JsonEncodedText Denominator = JsonEncodedText.Encode("denominator");
    public static readonly JsonEncodedText Display = JsonEncodedText.Encode("display");
    public static readonly JsonEncodedText Extension = JsonEncodedText.Encode("extension");
    public static readonly JsonEncodedText High = JsonEncodedText.Encode("high");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Identifier = JsonEncodedText.Encode("identifier");
    public static readonly JsonEncodedText Low = JsonEncodedText.Encode("low");
    public static readonly JsonEncodedText Meta = JsonEncodedText.Encode("meta");
    public static readonly JsonEncodedText MinutesPerWeek = JsonEncodedText.Encode("minutesPerWeek");
    public static readonly JsonEncodedText Money = JsonEncodedText.Encode("money");
    public static readonly JsonEncodedText Numerator = JsonEncodedText.Encode("numerator");
    public static readonly JsonEncodedText Per = JsonEncodedText.Encode("per");
    public static readonly JsonEncodedText Range = JsonEncodedText.Encode("range");
    public static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    public static readonly JsonEncodedText Reference = JsonEncodedText.Encode("reference");
    public static readonly JsonEncodedText ResourceType = JsonEncodedText.Encode("resourceType");
    public static readonly JsonEncodedText Security = JsonEncodedText.Encode("security");
    public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    public static readonly JsonEncodedText System = JsonEncodedText.Encode("system");
    public static readonly JsonEncodedText Tag = JsonEncodedText.Encode("tag");
    public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    public static readonly JsonEncodedText Unit = JsonEncodedText.Encode("unit");
    public static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");
    public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    public static readonly JsonEncodedText ValueBoolean = JsonEncodedText.Encode("valueBoolean");
    public static readonly JsonEncodedText ValueCode = JsonEncodedText.Encode("valueCode");
    public static readonly JsonEncodedText ValueDecimal = JsonEncodedText.Encode("valueDecimal");
    public static readonly JsonEncodedText ValueMoney = JsonEncodedText.Encode("valueMoney");
    public static readonly JsonEncodedText ValueRange = JsonEncodedText.Encode("valueRange");
    public static readonly JsonEncodedText ValueString = JsonEncodedText.Encode("valueString");
}
