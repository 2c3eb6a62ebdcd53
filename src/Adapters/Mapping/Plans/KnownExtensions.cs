namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Names of extensions in tables and the addresses they stand for.</summary>
internal static class KnownExtensions
{
    private const string Own = "https://zioexchange.nl/fhir/StructureDefinition/";
    private const string Hl7 = "http://hl7.org/fhir/StructureDefinition/";
    private const string Nictiz = "http://nictiz.nl/fhir/StructureDefinition/";

    public const string CodeSpecification = Nictiz + "ext-CodeSpecification";
    public const string SourceCoding = Own + "source-coding";
    public const string Estimated = Own + "estimated";

    private static readonly HashSet<string> OfHl7 =
    [
        "humanname-own-name", "humanname-own-prefix", "humanname-partner-name", "humanname-partner-prefix",
        "iso21090-EN-qualifier", "iso21090-ADXP-streetName", "iso21090-ADXP-houseNumber",
        "iso21090-ADXP-buildingNumberSuffix", "iso21090-ADXP-additionalLocator", "iso21090-preferred", "data-absent-reason",
    ];

    public static string Url(string name, IReadOnlyDictionary<string, string> declared) =>
        declared.TryGetValue(name, out var url) ? url
            : OfHl7.Contains(name) ? Hl7 + name
            : name.StartsWith("ext-", StringComparison.Ordinal) ? Nictiz + name
            : Own + name;
}
