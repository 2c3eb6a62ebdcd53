namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Sentences that stand in more than one document of a school.</summary>
internal static class SchoolText
{
    public const string Need = "Heeft een vaste plek, een dagritme in pictogrammen en korte instructies nodig.";
    public const string ZioAim = "Zorg en les sluiten op elkaar aan, zodat zo weinig mogelijk lestijd wegvalt.";
    public const string Room = "zorgruimte begane grond";
}
