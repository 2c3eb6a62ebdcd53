using System.Globalization;
using System.Text.Json.Nodes;
using static ZioExchange.Broker.Sandbox.Documents.DocumentText;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Writes what Indicatieregister 2 answers about a child, with every field of its GraphQL schema that the sandbox fills.</summary>
/// <remarks>Source: GraphQL schema 1.6.4 and the iWlz 2.2 code lists. A secret address stands in the register, with geheimeClient 1.</remarks>
public static class IndicatieDocument
{
    /// <summary>The whole answer, <c>{"data":{"wlzIndicatie":[...]}}</c>; an empty list without an indication.</summary>
    public static byte[] Write(SandboxRegion region, SandboxChild child) => Answer(Indications(region, child)).Bytes();

    public static JsonObject Answer(JsonArray indications) => new() { ["data"] = new JsonObject { ["wlzIndicatie"] = indications } };

    public static JsonArray Indications(SandboxRegion region, SandboxChild child) =>
        child.Care.Zorgprofiel is { } profile ? Array(Indication(region, child, profile)) : [];

    private static JsonObject Indication(SandboxRegion region, SandboxChild child, string profile)
    {
        var begin = region.Calendar.YearStart.AddYears(-2).Iso();

        return new JsonObject
        {
            ["wlzindicatieID"] = Id(child, "indicatie"),
            ["bsn"] = child.Person.Bsn,
            ["besluitnummer"] = 990000 + int.Parse(child.Reference, CultureInfo.InvariantCulture),
            ["soortWlzindicatie"] = "1",
            ["afgiftedatum"] = region.Calendar.YearStart.AddYears(-2).AddDays(-14).Iso(),
            ["ingangsdatum"] = begin,
            ["einddatum"] = null,
            ["meerzorg"] = "2",
            ["initieelVerantwoordelijkZorgkantoor"] = region.Organisation(SandboxOrganisations.Zorgkantoor).NumberIn(NamingSystems.Zorgkantoorregio),
            ["vervaldatum"] = null,
            ["grondslag"] = Array(new JsonObject { ["grondslagID"] = Id(child, "grondslag"), ["grondslag"] = "03", ["volgorde"] = 1 }),
            ["geindiceerdZorgzwaartepakket"] = Array(new JsonObject
            {
                ["geindiceerdZorgzwaartepakketID"] = Id(child, "zzp"),
                ["zzpCode"] = profile,
                ["ingangsdatum"] = begin,
                ["einddatum"] = null,
                ["voorkeurClient"] = "3",
                ["instellingVoorkeur"] = region.Organisation(SandboxOrganisations.Zorgaanbieder).NumberIn(NamingSystems.Agb),
                ["financiering"] = "1",
                ["commentaar"] = NeverTravels.FreeText,
            }),
            ["beperking"] = Array(new JsonObject
            {
                ["beperkingID"] = Id(child, "beperking"),
                ["categorie"] = "1",
                ["duur"] = "4",
                ["commentaar"] = null,
                ["beperkingScore"] = Array(new JsonObject
                {
                    ["beperkingScoreID"] = Id(child, "beperkingscore"),
                    ["beperkingVraag"] = "0101",
                    ["beperkingScore"] = "2",
                    ["commentaar"] = null,
                }),
            }),
            ["stoornis"] = Array(new JsonObject
            {
                ["stoornisID"] = Id(child, "stoornis"),
                ["grondslag"] = "03",
                ["diagnoseCodelijst"] = "014",
                ["diagnoseSubCodelijst"] = null,
                ["ziektebeeldStoornis"] = "05",
                ["prognose"] = null,
                ["commentaar"] = NeverTravels.FreeText,
            }),
            ["stoornisScore"] = Array(new JsonObject
            {
                ["stoornisScoreID"] = Id(child, "stoornisscore"),
                ["stoornisVraag"] = "0101",
                ["stoornisScore"] = "1",
                ["commentaar"] = null,
            }),
            ["wzd"] = null,
            ["client"] = IndicatieClient.Of(region, child),
            ["commentaar"] = NeverTravels.FreeText,
        };
    }

    internal static string Id(SandboxChild child, string part) => Uuid($"sandbox|iwlz|{child.Reference}|{part}");
}
