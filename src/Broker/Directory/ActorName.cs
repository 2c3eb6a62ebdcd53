using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>What the log calls a professional: a keyed hash, different at each organisation, of whatever id the request gave (it might hold anything).</summary>
public static class ActorName
{
    public static string Of(MasterKey master, OrganisationId organisation, string practitioner) => Convert.ToHexStringLower(master.Lookup("actor", organisation.Value, practitioner))[..32];
}
