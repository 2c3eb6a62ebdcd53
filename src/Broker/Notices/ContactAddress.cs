using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Notices;

/// <summary>An e-mail address that a person gave for notices. Prints without it.</summary>
/// <remarks>Narrower than RFC 5321: no quotes, comments, spaces or signs outside ASCII, so that nothing in it can become a header or a second recipient.</remarks>
public sealed partial record ContactAddress
{
    /// <summary>RFC 5321 section 4.5.3.1.3, without the angle brackets.</summary>
    public const int Longest = 254;

    private const int LongestName = 64;

    private ContactAddress(string text) => Text = text;

    public string Text { get; }

    /// <returns>Null for what is no address, or one that this broker does not write to.</returns>
    public static ContactAddress? Parse(string? typed)
    {
        var text = typed?.Trim() ?? string.Empty;
        return text.Length <= Longest && Form().IsMatch(text) && text.IndexOf('@', StringComparison.Ordinal) <= LongestName ? new ContactAddress(text) : null;
    }

    public override string ToString() => "contact address";

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
