using System.Text;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Damage to documents, always the same by its seed.</summary>
internal static class Damage
{
    private static readonly string[] Pieces =
    [
        "<", ">", "\"", "{", "}", "[", "]", ",", ":", "\0", "é", "2026-02-31", "<b:Client>", "null", "&#1;", "&amp;", "<![CDATA[x]]>", "\\u0000",
        "<!DOCTYPE x [<!ENTITY e \"e\">]>", "&e;", "\uFEFF", "-1", "99999999999999999999", "<?x y?>", "<!-- -->", "\ud83d\ude00", " ", "true",
    ];

    public static byte[] Of(byte[] good, Random random)
    {
        var bytes = new List<byte>(good);
        for (var times = random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                case 4:
                    ReplaceDigit(bytes, at, random);
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(2) == 0 ? 0 : bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Damage that leaves the document readable: another figure in a date, number or code.</summary>
    private static void ReplaceDigit(List<byte> bytes, int from, Random random)
    {
        var at = bytes.FindIndex(from, one => char.IsAsciiDigit((char)one));
        if (at >= 0)
        {
            bytes[at] = (byte)('0' + random.Next(10));
        }
    }
}
