namespace ZioExchange.Adapters.Sources.School;

/// <summary>Which data categories each document of a school can hold. A document that can hold nothing of a permit is not asked for.</summary>
/// <remarks>Source: law/CATEGORIES.md; OSO 2019.1 element list; schemas/sources/school.schema.json.</remarks>
internal static class SchoolScope
{
    public static readonly string[] Oso =
    [
        "ID_BASIS", "BSN", "PGN", "CONTACT", "GEZAG", "SCHOOL_BASIS", "LEERRESULTATEN", "OPP_KERN", "OPP_BEGELEIDING",
        "ONDERSTEUNINGSBEHOEFTE", "GEZONDHEID_DIAGNOSE", "VERZUIM", "TLV", "ARRANGEMENT",
    ];

    public static readonly string[] Record =
    [
        "ROOSTER_AANWEZIGHEID", "VERZUIM", "OPP_KERN", "OPP_BEGELEIDING", "ONDERSTEUNINGSBEHOEFTE", "ZORGPLAN_ZIO",
        "GEZONDHEID_INSTRUCTIE", "CONTACT", "GEZIN",
    ];
}
