using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory.Admissions;

/// <summary>What must be true of an admission and its signatures before it counts: four eyes of the operator, and the organisation's own key.</summary>
internal static class AdmissionCheck
{
    private const int EyesOfTheOperator = 2;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(30);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <returns>Every fault; none when it may be admitted.</returns>
    public static IReadOnlyList<string> Faults(SignedAdmission signed, Admission admission, IReadOnlyDictionary<string, JsonWebKey> operators, Policy policy, DateTimeOffset now)
    {
        var faults = new List<string>();
        if (admission is not { Id: not null, Party: not null, Name: not null, FgContact: not null, Identifiers: not null, Keys: not null, Professionals: not null, ConvenantVersion: not null, Rows: not null })
        {
            return ["A member is null."];
        }

        var keys = Keys(admission, faults);
        var signers = operators.Where(person => signed.IsSignedBy(person.Value)).Select(person => person.Key).ToList();
        Require(faults, signers.Count >= EyesOfTheOperator, $"Two people of the operator must sign; signed by: {(signers.Count == 0 ? "nobody known" : string.Join(", ", signers))}.");
        Require(faults, keys.Any(signed.IsSignedBy), "The organisation must sign with one of the keys it registers.");
        Require(faults, !keys.Any(key => operators.Values.Any(person => Thumbprint(person) == Thumbprint(key))), "A key of the operator cannot be a key of an organisation.");
        Require(faults, now - Fresh <= admission.DrawnUpAt && admission.DrawnUpAt <= now + Skew, "drawnUpAt must lie within the last thirty days.");
        Require(faults, admission.Id.Length is > 0 and <= 64 && admission.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), "id holds small letters, digits and hyphens.");
        Require(faults, policy.Rows.Any(row => row.RequestingParty == admission.Party || row.SourceParty == admission.Party), "party must be a party type of the matrix.");
        Require(faults, admission.Name.Length is > 0 and <= 200 && admission.FgContact.Length is > 0 and <= 200, "name and fgContact must be filled, at most 200 characters.");
        Require(faults, admission.Identifiers.Count is > 0 and <= 20 && admission.Identifiers.All(number => number is { System.Length: > 0 and <= 200, Value.Length: > 0 and <= 50 }), "identifiers must hold one number or more, each with system and value.");
        foreach (var person in admission.Professionals.Where(person => person is null || person.Id is not { Length: > 0 and <= 100 } || !policy.CanHold(new PartyType(admission.Party), new Role(person.Role ?? ""))))
        {
            faults.Add($"professionals: the role {person?.Role} cannot be held at this party, or the id is empty or too long.");
        }

        foreach (var row in admission.Rows.Where(row => policy.Rows.All(known => known.Id != row)))
        {
            faults.Add($"rows: {row} is no row of the matrix.");
        }

        Require(faults, admission.From <= admission.Until, "until must not lie before from.");
        Require(faults, admission.ConvenantVersion.Length is > 0 and <= 50, "convenantVersion must be filled.");
        Require(faults, admission.JwksUri is null || PublicAddress.IsAcceptable(admission.JwksUri, loopbackToo: false, out _), "jwksUri must be a public https address.");
        return faults;
    }

    public static IReadOnlyList<JsonWebKey> Keys(Admission admission, List<string> faults)
    {
        var keys = new List<JsonWebKey>();
        foreach (var text in admission.Keys)
        {
            try
            {
                var key = new JsonWebKey(text.GetRawText());
                if (PublicKeys.IsUsable(key) && key.Kid is { Length: > 0 and <= 100 } && keys.All(other => other.Kid != key.Kid))
                {
                    keys.Add(key);
                    continue;
                }
            }
            catch (ArgumentException)
            {
                // Named below, like every other key that cannot be used.
            }

            faults.Add("keys: each is a public JWK with its own kid, EC P-256 or RSA of 2048 bits or more, without private members.");
        }

        return keys;
    }

    private static void Require(List<string> faults, bool holds, string otherwise)
    {
        if (!holds)
        {
            faults.Add(otherwise);
        }
    }

    private static string Thumbprint(JsonWebKey key) => Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
}
