using System.Security.Cryptography;

namespace ZioExchange.Broker.Keys;

/// <summary>Codes that people type over. A new one has 80 bits at random, so that guessing is hopeless.</summary>
public static class TypedCode
{
    // Crockford's letters: none that looks like another.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Longest = 64;

    public static string New() => RandomNumberGenerator.GetString(Letters, 16);

    /// <summary>The same letters for the same bytes, one each, for a code that is derived and not kept.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var code = new char[bytes.Length];
        for (var place = 0; place < bytes.Length; place++)
        {
            code[place] = Letters[bytes[place] % Letters.Length];
        }

        return new string(code);
    }

    /// <summary>In groups of four, to read.</summary>
    public static string Shown(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    /// <summary>As it was made: case, spaces, hyphens and letters that look alike do not matter.</summary>
    public static string Plain(string typed) => new string([.. typed.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant).Take(Longest)])
        .Replace('O', '0').Replace('I', '1').Replace('L', '1');
}
