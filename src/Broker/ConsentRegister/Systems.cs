namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Naming systems of our own, as CONTRACT names them.</summary>
public static class Systems
{
    public const string Root = "https://zioexchange.nl/fhir/NamingSystem/";
    public const string Pseudonym = Root + "pseudonym";
    public const string LasKey = Root + "las-key";
    public const string SchoolRequest = Root + "schoolverzoek";
}
