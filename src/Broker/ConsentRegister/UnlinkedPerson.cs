using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Names somebody whom the BRP names as a holder of gezag and whom the register does not know: the same person keeps the name, and nobody else ever gets it.</summary>
/// <remarks>That person's yes is needed and cannot come (R-PAR-1): nobody can have seen who it was. Their no may stand.</remarks>
internal static class UnlinkedPerson
{
    private const string Prefix = "NIET-GEKOPPELD-";

    /// <param name="hash">A keyed hash of child and BSN: the same person has another name at another child.</param>
    public static PersonId NameOf(ReadOnlySpan<byte> hash) => new(Prefix + Convert.ToHexStringLower(hash[..12]));

    public static bool Is(string person) => person.StartsWith(Prefix, StringComparison.Ordinal);
}
