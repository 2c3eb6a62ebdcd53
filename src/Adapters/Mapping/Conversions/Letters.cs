using System.Buffers;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>Sets of characters that values may be made of.</summary>
internal static class Letters
{
    public static SearchValues<char> Id { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    public static SearchValues<char> Code { get; } =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._+");

    public static SearchValues<char> NotInUri { get; } = SearchValues.Create(" \t\r\n\"<>");

    /// <summary>What a name in a path cannot hold.</summary>
    public static SearchValues<char> NotInName { get; } = SearchValues.Create("*{}[]|&<>=\"' ");

    /// <summary>What a name in a content model cannot hold.</summary>
    public static SearchValues<char> NotInModel { get; } = SearchValues.Create("()[]|*?+/@");

    /// <summary>What no text holds: control characters but tab and line ends.</summary>
    public static SearchValues<char> Control { get; } =
        SearchValues.Create([.. Enumerable.Range(0, 32).Append(0x7F).Select(sign => (char)sign).Except("\t\r\n")]);

    private static SearchValues<char> White { get; } =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue).Select(sign => (char)sign).Where(char.IsWhiteSpace), '\uFEFF']);

    public static SearchValues<char> Digits { get; } = SearchValues.Create("0123456789");

    /// <summary>Whether a text holds more than white space of Unicode, such as the no-break spaces of a spreadsheet, or byte order marks.</summary>
    public static bool HasInk(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(White) >= 0;
}
