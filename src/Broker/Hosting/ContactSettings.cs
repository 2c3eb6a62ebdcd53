namespace ZioExchange.Broker.Hosting;

/// <summary>Where people get help, from the configuration section <c>Contact</c>. What is absent is not shown.</summary>
public sealed class ContactSettings
{
    public const string Section = "Contact";

    /// <summary>As people read it, spaces allowed.</summary>
    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>Where a hole in security is told: an address of mail, or of a page with https.</summary>
    public string? Security { get; set; }

    /// <summary>Whether the operator named one.</summary>
    public bool HasSecurity => !string.IsNullOrWhiteSpace(Security ?? Email);

    /// <summary>The same as a URI; null when the operator named none, or what is no address: then the broker does not start.</summary>
    public string? SecurityAddress => (Security ?? Email)?.Trim() is not { Length: > 0 } given || given.Any(char.IsWhiteSpace) || given.Any(char.IsControl) ? null
        : given.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? (Uri.TryCreate(given, UriKind.Absolute, out var page) && page.Host.Length > 0 ? given : null)
        : MailOf(given) is { } mail ? "mailto:" + mail
        : null;

    /// <summary>The number for a <c>tel:</c> link: digits and a leading plus only.</summary>
    public string PhoneLink => "tel:" + string.Concat((Phone ?? string.Empty).Where(sign => char.IsAsciiDigit(sign) || sign is '+'));

    private static string? MailOf(string given)
    {
        var mail = given.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? given["mailto:".Length..] : given;
        return System.Net.Mail.MailAddress.TryCreate(mail, out var read) && read.Address == mail ? mail : null;
    }
}
