using ZioExchange.Broker.Keys;

namespace ZioExchange.Broker.Audit;

/// <summary>What the log calls a person of a family: the same in every session, a keyed hash that says nothing to who lacks the master key.</summary>
public static class FamilyPseudonym
{
    /// <param name="master">Holds the key of the hash.</param>
    /// <param name="signIn">Lower-case hex of the lookup by which the person signs in.</param>
    public static string Of(MasterKey master, string signIn) => Convert.ToHexStringLower(master.Lookup("visitor", signIn))[..32];

    /// <param name="master">Holds the key of the hash.</param>
    /// <param name="child">The broker's own reference.</param>
    /// <param name="person">The person's id in the register of that child.</param>
    /// <param name="signIn">As above; null for who cannot sign in and is known by the register of one child alone.</param>
    public static string Of(MasterKey master, string child, string person, string? signIn) => Of(master, signIn ?? $"person/{child}/{person}");
}
