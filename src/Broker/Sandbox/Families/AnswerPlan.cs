using static ZioExchange.Broker.Sandbox.SandboxOrganisations;

namespace ZioExchange.Broker.Sandbox.Families;

/// <summary>One question that the family was asked, and who answered what. Who is missing was never asked or never answered.</summary>
/// <remarks>
/// <para><c>Name</c>: Short name, part of the id of the grant.</para>
/// <para><c>Given</c>: Keys of those who said yes; <c>jeugdige</c> is the child, another name a client.</para>
/// <para>Categories are those of the row in law/policy-matrix.json.</para>
/// </remarks>
internal sealed record AnswerPlan(string Name, string Purpose, string Source, string Recipient, string[] Categories, string[] Given)
{
    /// <summary>Keys of those who said no.</summary>
    public string[] Refused { get; init; } = [];

    /// <summary>Keys of those who said yes and took it back later.</summary>
    public string[] Withdrawn { get; init; } = [];

    /// <summary>M06.</summary>
    public static AnswerPlan Opp(string school, params string[] given) =>
        new("opp", "OPP", Jeugdhulpaanbieder, school, ["ID_BASIS", "JEUGDHULP_PLAN"], given);

    /// <summary>M09.</summary>
    public static AnswerPlan JeugdhulpOpSchool(string gemeente, string school, params string[] given) =>
        new("jeugdhulp-school", "JEUGDHULP_SCHOOL_INDIVIDUEEL", gemeente, school, ["ID_BASIS", "JEUGDHULP_BESCHIKKING"], given);

    /// <summary>M13.</summary>
    public static AnswerPlan WlzZio(string school, params string[] given) =>
        new("wlz-zio", "WLZ_ZIO", Zorgaanbieder, school, ["ID_BASIS", "WLZ_INZET", "ZORGPLAN_ZIO"], given);

    /// <summary>M42.</summary>
    public static AnswerPlan ZioUitvoering(string school, params string[] given) =>
        new("zio-uitvoering", "ZIO_UITVOERING", school, Zorgaanbieder,
            ["ID_BASIS", "SCHOOL_BASIS", "ROOSTER_AANWEZIGHEID", "OPP_BEGELEIDING", "ZORGPLAN_ZIO"], given);

    /// <summary>M16.</summary>
    public static AnswerPlan AfstemmingJw(string gemeente, params string[] given) =>
        new("afstemming-jw", "AFSTEMMING_JW_WLZ", gemeente, Zorgkantoor, ["ID_BASIS", "BSN", "JEUGDHULP_BESCHIKKING"], given);

    /// <summary>M17.</summary>
    public static AnswerPlan AfstemmingWlz(string gemeente, params string[] given) =>
        new("afstemming-wlz", "AFSTEMMING_JW_WLZ", Zorgkantoor, gemeente, ["ID_BASIS", "BSN", "WLZ_INDICATIE", "WLZ_INZET"], given);

    /// <summary>M36.</summary>
    public static AnswerPlan Instelling(string recipient, params string[] given) =>
        new("wec-instelling", "WEC_INSTELLING", InstellingC2, recipient, ["ID_BASIS", "ONDERSTEUNINGSBEHOEFTE", "RAPPORT_CVO"], given);
}
