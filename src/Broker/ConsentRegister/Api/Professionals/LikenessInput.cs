using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Professionals;

/// <summary>Keyed hashes by which an employee who looks at kin or neighbours is found. Each is HMAC-SHA-256, 64 lower-case hex digits, under one secret key of your organisation that you give to nobody: never a name or an address, never a hash without a key.</summary>
/// <param name="Achternamen">Of surnames without prefix, in lower case, without accents; at most 8.</param>
/// <param name="Adressen">Of postcode, house number and addition without spaces, in upper case; at most 8.</param>
public sealed record LikenessInput(IReadOnlyList<string>? Achternamen = null, IReadOnlyList<string>? Adressen = null)
{
    internal Likeness ToLikeness() => new([.. (Achternamen ?? []).Distinct(StringComparer.Ordinal)], [.. (Adressen ?? []).Distinct(StringComparer.Ordinal)]);

    /// <param name="at">Where this stands in the body.</param>
    internal IEnumerable<FieldFault> Faults(string at)
    {
        foreach (var (name, marks) in new[] { ("achternamen", Achternamen), ("adressen", Adressen) })
        {
            if (!Likeness.AreHashes(marks))
            {
                yield return new FieldFault($"{at}/{name}", "BAD_REQUEST", $"At most {Likeness.Most} keyed hashes of {Likeness.HashLength} lower-case hex digits: HMAC-SHA-256 under a key of your own. Never a name or an address.");
            }
        }
    }
}
