namespace ZioExchange.Broker.Sandbox;

/// <summary>The naming systems that the sandbox uses. Source: CONTRACT, section Answers; swv-dossier is described in schemas/sources/README.md.</summary>
public static class NamingSystems
{
    public const string Bsn = "http://fhir.nl/fhir/NamingSystem/bsn";
    public const string Agb = "http://fhir.nl/fhir/NamingSystem/agb-z";
    public const string Uzovi = "http://fhir.nl/fhir/NamingSystem/uzovi";
    public const string Pseudonym = Own + "pseudonym";
    public const string Brin = Own + "brin";
    public const string Oin = Own + "oin";
    public const string Swv = Own + "swv";
    public const string SwvDossier = Own + "swv-dossier";
    public const string Gemeentecode = Own + "gemeentecode";
    public const string Zorgkantoorregio = Own + "zorgkantoorregio";
    public const string LasKey = Own + "las-key";
    public const string Schoolverzoek = Own + "schoolverzoek";

    private const string Own = "https://zioexchange.nl/fhir/NamingSystem/";
}
