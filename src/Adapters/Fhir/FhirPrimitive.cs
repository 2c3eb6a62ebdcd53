using System.Diagnostics.CodeAnalysis;

namespace ZioExchange.Adapters.Fhir;

/// <summary>The primitive types of FHIR R4; each has a text format of its own (datatypes.html#primitive).</summary>
[SuppressMessage("Naming", "CA1720", Justification = "The names are those of FHIR.")]
public enum FhirPrimitive
{
    None,
    Base64Binary,
    Boolean,
    Canonical,
    Code,
    Date,
    DateTime,
    Decimal,
    Id,
    Instant,
    Integer,
    Markdown,
    Oid,
    PositiveInt,
    String,
    Time,
    UnsignedInt,
    Uri,
    Url,
    Uuid,
    Xhtml,
}
