using System.Globalization;
using System.Xml.Schema;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>A text that a simple type of an XSD allows: of its list, its pattern, its range or its length.</summary>
internal static class RandomText
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static string Of(XmlSchemaType type, Random random)
    {
        var facets = Facets(type).ToList();
        var listed = facets.FirstOrDefault(level => level.Exists(facet => facet is XmlSchemaEnumerationFacet))?.OfType<XmlSchemaEnumerationFacet>().ToList();
        if (listed is not null)
        {
            return listed[random.Next(listed.Count)].Value!;
        }

        for (var times = 0; times < 200; times++)
        {
            var text = Guess(type, facets, random);
            if (Fits(type, text))
            {
                return text;
            }
        }

        throw new NotSupportedException($"No value found for {type.QualifiedName} {type.TypeCode}.");
    }

    private static string Guess(XmlSchemaType type, List<List<XmlSchemaFacet>> facets, Random random)
    {
        var patterns = facets.SelectMany(level => level.OfType<XmlSchemaPatternFacet>()).ToList();
        var least = Number<XmlSchemaMinLengthFacet>(facets) ?? Number<XmlSchemaLengthFacet>(facets) ?? 1;
        var most = Number<XmlSchemaMaxLengthFacet>(facets) ?? Number<XmlSchemaLengthFacet>(facets) ?? Math.Max(least, 12);
        switch (type.TypeCode)
        {
            case XmlTypeCode.Date when patterns.Exists(pattern => pattern.Value!.EndsWith("-07-31", StringComparison.Ordinal)):
                return $"20{random.Next(10, 40)}-07-31";
            case XmlTypeCode.Date:
                return new DateOnly(2000 + random.Next(30), 1 + random.Next(12), 1 + random.Next(28)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case XmlTypeCode.DateTime:
                return $"20{random.Next(10, 30)}-0{random.Next(1, 10)}-1{random.Next(10)}T1{random.Next(10)}:00:00";
            case XmlTypeCode.Time:
                return $"1{random.Next(10)}:{random.Next(10, 60)}:00";
            case XmlTypeCode.Boolean:
                return new[] { "true", "false", "1", "0" }[random.Next(4)];
            case XmlTypeCode.GYear:
                return $"20{random.Next(10, 30)}";
            case XmlTypeCode.Base64Binary:
                return "UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==";
            case XmlTypeCode.AnyUri:
                return "https://voorbeeld.example/a";
        }

        if (patterns.Count > 0)
        {
            return RandomPattern.Of(patterns[random.Next(patterns.Count)].Value!, random);
        }

        if (type.Datatype?.ValueType == typeof(decimal) || type.Datatype?.ValueType.IsPrimitive == true)
        {
            var low = Number<XmlSchemaMinInclusiveFacet>(facets) ?? 0;
            var high = Math.Min(Number<XmlSchemaMaxInclusiveFacet>(facets) ?? 9, 999_999);
            return random.Next(low, Math.Max(low, high) + 1).ToString(CultureInfo.InvariantCulture);
        }

        return string.Concat(Enumerable.Range(0, Math.Clamp(random.Next(least, most + 1), least, Math.Max(least, 12))).Select(_ => Letters[random.Next(Letters.Length)]));
    }

    private static bool Fits(XmlSchemaType type, string text)
    {
        try
        {
            type.Datatype!.ParseValue(text, new System.Xml.NameTable(), null);
            return true;
        }
        catch (XmlSchemaException)
        {
            return false;
        }
    }

    private static int? Number<T>(List<List<XmlSchemaFacet>> facets)
        where T : XmlSchemaFacet =>
        facets.SelectMany(level => level.OfType<T>()).Select(facet => decimal.TryParse(facet.Value, CultureInfo.InvariantCulture, out var number) ? (int?)Math.Clamp(number, int.MinValue, int.MaxValue) : null).FirstOrDefault(one => one is not null);

    /// <summary>The facets of a type, then of what it restricts.</summary>
    private static IEnumerable<List<XmlSchemaFacet>> Facets(XmlSchemaType? type)
    {
        for (; type is not null; type = type.BaseXmlSchemaType)
        {
            var found = type switch
            {
                XmlSchemaSimpleType { Content: XmlSchemaSimpleTypeRestriction simple } => simple.Facets,
                XmlSchemaComplexType { ContentModel.Content: XmlSchemaSimpleContentRestriction complex } => complex.Facets,
                _ => null,
            };
            if (found is not null)
            {
                yield return [.. found.Cast<XmlSchemaFacet>()];
            }
        }
    }
}
