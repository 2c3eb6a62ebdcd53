using System.Text.Json.Nodes;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>Values that each primitive type takes, and values that it does not.</summary>
internal static class SampleText
{
    public static JsonNode Node(FhirElement element, Random random)
    {
        if (element.RequiredBinding is { } set)
        {
            return Pick([.. set.Codes.Order()], random);
        }

        var text = Pick(Good(element.Definition.Primitive), random);
        return JsonNode.Parse(IsBare(element.Definition.Primitive) ? text : JsonValue.Create(text).ToJsonString())!;
    }

    public static bool IsBare(FhirPrimitive primitive) => primitive is FhirPrimitive.Boolean or FhirPrimitive.Integer
        or FhirPrimitive.PositiveInt or FhirPrimitive.UnsignedInt or FhirPrimitive.Decimal;

    public static string[] Good(FhirPrimitive primitive) => primitive switch
    {
        FhirPrimitive.Base64Binary => ["YQ==", "YWI=", "YWJj"],
        FhirPrimitive.Boolean => ["true", "false"],
        FhirPrimitive.Code => ["a", "a b", "é-1"],
        FhirPrimitive.Date => ["2016", "2016-02", "2016-02-29", "0001-01-01", "9999-12-31"],
        FhirPrimitive.DateTime => ["2016", "2016-02-29", "2016-02-29T23:59:60Z", "2016-02-29T00:00:00.123456789-14:00"],
        FhirPrimitive.Decimal => ["0", "-1.50", "1e3", "123456789.0123"],
        FhirPrimitive.Id => ["a", "A-1.b", new string('x', 64)],
        FhirPrimitive.Instant => ["2016-02-29T23:59:59+01:00", "2016-02-29T23:59:59.5Z"],
        FhirPrimitive.Integer => ["0", "-2147483648", "2147483647"],
        FhirPrimitive.Oid => ["urn:oid:2.16.840.1", "urn:oid:0.0"],
        FhirPrimitive.PositiveInt => ["1", "2147483647"],
        FhirPrimitive.UnsignedInt => ["0", "2147483647"],
        FhirPrimitive.Time => ["00:00:00", "23:59:60.5"],
        FhirPrimitive.Uri or FhirPrimitive.Url or FhirPrimitive.Canonical => ["urn:x", "https://a.nl/b?c=d#e"],
        FhirPrimitive.Uuid => ["urn:uuid:c757873d-ec9a-4326-a141-556f43239520"],
        FhirPrimitive.Xhtml => ["<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"],
        _ => ["x", "twee\r\nregels\tmet é en 😀", " x "],
    };

    public static string[] Bad(FhirPrimitive primitive) => primitive switch
    {
        FhirPrimitive.Base64Binary => ["", "Y", "YQ=", "====", "Y*=="],
        FhirPrimitive.Boolean => ["True", "1", ""],
        FhirPrimitive.Code => ["", " a", "a ", "a  b", "a\tb", "\n"],
        FhirPrimitive.Date => ["", "16", "0000", "2016-13", "2016-2-1", "2015-02-29", "2027-06-31", "2016-02-29T00:00:00Z", "20160229", "2016-02-29 ", "２０１６"],
        FhirPrimitive.DateTime => ["", "2016-02-30", "2016-02-29T24:00:00Z", "2016-02-29T10:00Z", "2016-02-29T10:00:00", "2016-02-29T10:00:00+14:30", "2016-02-29t10:00:00Z", "2016-02-29T10:00:00.Z"],
        FhirPrimitive.Decimal => ["", "01", "1.", ".5", "+1", "1e400", "NaN", "1e", "0x1", "--1"],
        FhirPrimitive.Id => ["", "a_b", "a b", "é", new string('x', 65)],
        FhirPrimitive.Instant => ["2016", "2016-02-29T10:00:00", "2016-02-30T10:00:00Z"],
        FhirPrimitive.Integer => ["", "01", "1.0", "1e2", "2147483648", "-2147483649", "-"],
        FhirPrimitive.Oid => ["urn:oid:3.1", "urn:oid:1.01", "1.2.3", "urn:oid:2.", "urn:oid:2.-1"],
        FhirPrimitive.PositiveInt => ["0", "-1", "2147483648"],
        FhirPrimitive.UnsignedInt => ["-1", "2147483648"],
        FhirPrimitive.Time => ["24:00:00", "10:00", "10:60:00", "10:00:61", "1:00:00", "10:00:00."],
        FhirPrimitive.Uri or FhirPrimitive.Url or FhirPrimitive.Canonical => ["", "a b", "a\u00A0b", "a\n", "\uFEFF"],
        FhirPrimitive.Uuid => ["urn:uuid:C757873D-EC9A-4326-A141-556F43239520", "c757873d-ec9a-4326-a141-556f43239520"],
        FhirPrimitive.Xhtml => ["", "x", "<p>x</p>"],
        _ => ["", " ", "\r\n\t", "\u00A0\uFEFF", "a\u0000b", "\u001b"],
    };

    private static string Pick(string[] texts, Random random) => texts[random.Next(texts.Length)];
}
