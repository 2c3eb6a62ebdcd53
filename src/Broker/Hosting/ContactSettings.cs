namespace ZioExchange.Broker.Hosting;

/// <summary>Where people get help, from the configuration section <c>Contact</c>. What is absent is not shown.</summary>
public sealed class ContactSettings
{
    public const string Section = "Contact";

    /// <summary>As people read it, spaces allowed.</summary>
    public string? Phone { get; set; }

    public string? Email { get; set; }

    /// <summary>The number for a <c>tel:</c> link: digits and a leading plus only.</summary>
    public string PhoneLink => "tel:" + string.Concat((Phone ?? string.Empty).Where(sign => char.IsAsciiDigit(sign) || sign is '+'));
}
