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

    /// <summary>The same as a URI; null when the operator named none, or one on more than one line.</summary>
    public string? SecurityAddress => (Security ?? Email)?.Trim() is { Length: > 0 } given && !given.Any(char.IsWhiteSpace) && !given.Any(char.IsControl)
        ? given.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || given.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? given : "mailto:" + given
        : null;

    /// <summary>The number for a <c>tel:</c> link: digits and a leading plus only.</summary>
    public string PhoneLink => "tel:" + string.Concat((Phone ?? string.Empty).Where(sign => char.IsAsciiDigit(sign) || sign is '+'));
}
