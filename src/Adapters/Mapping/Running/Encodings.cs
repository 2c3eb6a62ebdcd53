using System.Text;
using System.Text.RegularExpressions;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What the bytes are, before anything reads them: so that a refusal names the encoding and not the damage that it does.</summary>
internal static partial class Encodings
{
    private const int LongestDeclaration = 256;

    /// <summary>Refuses what is empty, and JSON in UTF-16.</summary>
    public static void Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || (bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes).Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new SourceRefusedException(RefusalCode.NotReadable, "The document is empty.", "Send the document itself.");
        }

        ReadOnlySpan<byte> little = [0xFF, 0xFE];
        ReadOnlySpan<byte> big = [0xFE, 0xFF];
        var units = bytes.StartsWith(little) || bytes.StartsWith(big) ? bytes[2..] : bytes;
        if (units.Length >= 2 && units[..2] is [(byte)'{' or (byte)'[', 0] or [0, (byte)'{' or (byte)'['])
        {
            throw new SourceRefusedException(RefusalCode.NotReadable, "The document is JSON in UTF-16.", "Send JSON as UTF-8.");
        }
    }

    /// <summary>The encoding that the XML declares and that cannot be read; null when it declares none, or one that can.</summary>
    public static string? Unreadable(ReadOnlySpan<byte> xml)
    {
        var head = Encoding.Latin1.GetString(xml[..Math.Min(LongestDeclaration, xml.Length)]);
        if (Declaration().Match(head) is not { Success: true } declared)
        {
            return null;
        }

        try
        {
            Encoding.GetEncoding(declared.Groups[1].Value);
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)   // not known, or known and banned: UTF-7
        {
            return declared.Groups[1].Value;
        }
    }

    [GeneratedRegex("""^(?:\u00EF\u00BB\u00BF)?<\?xml [^>]*encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,39})["']""")]
    private static partial Regex Declaration();
}
