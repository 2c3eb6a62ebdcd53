using System.Text;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>The text of a file of cases or grants. Bytes that are no UTF-8 are refused: read leniently, two different codes could become one.</summary>
internal static class CaseText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="file">A path, or <c>-</c> for <paramref name="stdin"/>. A byte order mark is passed over.</param>
    /// <exception cref="FormatException">The bytes are not UTF-8.</exception>
    public static string Read(string file, Stream stdin)
    {
        using var reader = new StreamReader(file == "-" ? stdin : File.OpenRead(file), Strict, detectEncodingFromByteOrderMarks: false, leaveOpen: file == "-");
        try
        {
            return reader.ReadToEnd().TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("Not valid UTF-8; save the file as UTF-8.");
        }
    }
}
