using System.Xml.Linq;
using static ZioExchange.Broker.Sandbox.Documents.Oso;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>The block that says which categories a profile carries. Source: OSO 2019.1 codelijst 48.</summary>
internal static class OsoCategories
{
    private const string Must = "VERPLICHT";
    private const string May = "OPTIONEEL";
    private const string Not = "VERBODEN";

    public static XElement Element(bool pao) => E("categorie_uitlevering",
        E("cat_metadata", Must),
        E("cat_ouderinzage", pao ? May : Must),
        E("cat_school", Must),
        E("cat_leerling", Must),
        E("cat_oudersverzorgers", Must),
        E("cat_vve", May),
        E("cat_schoolloopbaan", Must),
        E("cat_overstapadvies", pao ? May : Must),
        E("cat_onderwijsondersteuning", pao ? Must : May),
        E("cat_verzuim", May),
        E("cat_eindtoetsbo", pao ? Not : May),
        E("cat_toetsresultaten", May),
        E("cat_handelingsplannen", May),
        E("cat_cijferlijsten", May),
        E("cat_vombo", Not),
        E("cat_bijlagedocs", May));
}
