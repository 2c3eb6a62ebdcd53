using System.Text;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources.Zorgkantoor;

/// <summary>The question to Indicatieregister 2: each category adds its own fields, so that the register never sends what may not travel.</summary>
/// <remarks>Source: Indicatieregister 2 (GraphQL schema 1.6.4); categories of law/CATEGORIES.md.</remarks>
public static class IndicatieQuery
{
    private const string Indicatie =
        " besluitnummer soortWlzindicatie afgiftedatum ingangsdatum einddatum meerzorg initieelVerantwoordelijkZorgkantoor vervaldatum";

    private const string Zorgprofiel =
        " geindiceerdZorgzwaartepakket { geindiceerdZorgzwaartepakketID zzpCode ingangsdatum einddatum voorkeurClient instellingVoorkeur financiering }";

    private const string Gezondheid =
        " grondslag { grondslagID grondslag volgorde }"
        + " beperking { beperkingID categorie duur beperkingScore { beperkingScoreID beperkingVraag beperkingScore } }"
        + " stoornis { stoornisID grondslag diagnoseCodelijst diagnoseSubCodelijst ziektebeeldStoornis prognose }"
        + " stoornisScore { stoornisScoreID stoornisVraag stoornisScore }";

    private const string Veiligheid = " wzd { wzdID wzdVerklaring ingangsdatum einddatum }";

    private const string Identiteit =
        " geboorteDatum geboortedatumGebruik geslacht geslachtsnaam voorvoegselGeslachtsnaam voornamen roepnaam voorletters naamGebruik";

    private const string Adres =
        " contactGegevens { contactGegevensID adres { adresID adresSoort straatnaam huisnummer huisletter huisnummerToevoeging postcode plaatsnaam"
        + " landCode ingangsdatum einddatum } telefoon { telefoonID telefoonnummer landnummer ingangsdatum einddatum }"
        + " email { emailID emailadres ingangsdatum einddatum } }";

    private const string Contactpersoon =
        " contactPersoon { contactPersoonID relatieNummer volgorde soortRelatie rol relatie voornamen voorletters geslachtsnaam voorvoegselGeslachtsnaam"
        + " geslacht ingangsdatum einddatum";

    /// <summary>Every field that any category adds: for a source that tests itself, never for an exchange.</summary>
    public static string Everything { get; } =
        Write($"{Indicatie}{Zorgprofiel}{Gezondheid}{Veiligheid} client {{ clientID bsn geheimeClient{Identiteit}{Adres}{Contactpersoon}{Adres} }} }}");

    /// <summary>Null when the register can hold nothing that the permit names.</summary>
    public static string? For(ExchangePermit permit)
    {
        var fields = new StringBuilder();
        AppendIf(fields, permit.NamesAny("WLZ_INDICATIE", "WLZ_INZET"), Indicatie + Zorgprofiel);
        AppendIf(fields, permit.NamesAny("GEZONDHEID_DIAGNOSE"), Gezondheid);
        AppendIf(fields, permit.NamesAny("VEILIGHEID"), Veiligheid);

        var client = new StringBuilder();
        AppendIf(client, permit.NamesAny("ID_BASIS"), Identiteit);
        AppendIf(client, permit.NamesAny("CONTACT"), Adres);
        AppendIf(client, permit.NamesAny("CONTACT", "GEZAG"), Contactpersoon + (permit.NamesAny("CONTACT") ? Adres : string.Empty) + " }");

        // geheimeClient always: who reads an address must know that it is secret.
        AppendIf(fields, client.Length > 0, $" client {{ clientID bsn geheimeClient{client} }}");

        return fields.Length > 0 || permit.NamesAny("BSN") ? Write(fields.ToString()) : null;
    }

    private static string Write(string fields) => $"query Indicatie($bsn: String!) {{ wlzIndicatie(where: {{ bsn: {{ eq: $bsn }} }}) {{ wlzindicatieID bsn{fields} }} }}";

    private static void AppendIf(StringBuilder fields, bool needed, string selection) => fields.Append(needed ? selection : string.Empty);
}
