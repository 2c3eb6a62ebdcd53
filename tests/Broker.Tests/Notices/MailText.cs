using System.Text;
using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Tests.Notices;

/// <summary>A mail as a person reads it.</summary>
internal static partial class MailText
{
    /// <summary>Soft line ends and quoted signs undone.</summary>
    public static string Plain(string mail) => Quoted().Replace(
        mail.ReplaceLineEndings("\n").Replace("=\n", string.Empty, StringComparison.Ordinal),
        run => Encoding.UTF8.GetString(Convert.FromHexString(run.Value.Replace("=", string.Empty, StringComparison.Ordinal)))).ReplaceLineEndings("\n");

    public static string CodeIn(string mail) => Code().Match(Plain(mail)).Value.Trim();

    [GeneratedRegex("(=[0-9A-F]{2})+")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^[0-9A-Z]{4}-[0-9A-Z]{4}\s*$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
