using System.Globalization;
using System.Net;

namespace ZioExchange.Broker.Notices;

/// <summary>The configuration section <c>Notices</c>: whether and how families get notices without content.</summary>
public sealed record NoticeSettings
{
    private const int SubmissionPort = 587;   // RFC 6409

    public required NoticeSenderKind Sender { get; init; }

    /// <summary>Where the file sender puts them; readable by this process only.</summary>
    public required string Folder { get; init; }

    /// <summary>From whom they come.</summary>
    public required string From { get; init; }

    public string Host { get; init; } = string.Empty;

    public int Port { get; init; } = SubmissionPort;

    public string? User { get; init; }

    public string? PasswordFile { get; init; }

    public bool On => Sender is not NoticeSenderKind.None;

    /// <summary>Always, unless the mail server is this machine itself: then nothing travels. There is no setting for it.</summary>
    public bool Encrypts => !(Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address)));

    internal static NoticeSettings Read(IConfiguration configuration, bool development, string dataPath, List<string> faults)
    {
        var section = configuration.GetSection("Notices");
        var settings = new NoticeSettings
        {
            Sender = ReadSender(section["Sender"] ?? (development ? nameof(NoticeSenderKind.File) : nameof(NoticeSenderKind.None)), faults),
            Folder = Path.GetFullPath(section["Folder"] ?? Path.Combine(dataPath, "notices")),
            From = section["From"] ?? (development ? "kinddossier@example.nl" : string.Empty),
            Host = section["Smtp:Host"] ?? string.Empty,
            Port = ReadPort(section["Smtp:Port"], faults),
            User = section["Smtp:User"],
            PasswordFile = section["Smtp:PasswordFile"],
        };
        if (settings.On && ContactAddress.Parse(settings.From) is null)
        {
            faults.Add("Notices:From must be the address that notices come from, for example niet-antwoorden@broker.example.nl.");
        }

        if (settings.Sender is NoticeSenderKind.Smtp)
        {
            RequireServer(settings, faults);
        }

        return settings;
    }

    private static void RequireServer(NoticeSettings settings, List<string> faults)
    {
        if (Uri.CheckHostName(settings.Host) is UriHostNameType.Unknown)
        {
            faults.Add("Notices:Smtp:Host must be the name of the mail server, for example smtp.example.nl.");
        }

        if ((settings.User is null) != (settings.PasswordFile is null) || (settings.PasswordFile is { } file && !File.Exists(file)))
        {
            faults.Add("Notices:Smtp:User and Notices:Smtp:PasswordFile go together; the file holds the password at the mail server, for example /run/secrets/zio-smtp.");
        }
    }

    private static NoticeSenderKind ReadSender(string text, List<string> faults)
    {
        if (Enum.TryParse<NoticeSenderKind>(text, ignoreCase: true, out var sender) && Enum.IsDefined(sender) && !char.IsAsciiDigit(text[0]))
        {
            return sender;
        }

        faults.Add("Notices:Sender must be none, file or smtp.");
        return NoticeSenderKind.None;
    }

    private static int ReadPort(string? text, List<string> faults)
    {
        if (text is null)
        {
            return SubmissionPort;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort)
        {
            return port;
        }

        faults.Add("Notices:Smtp:Port must be a port, for example 587.");
        return SubmissionPort;
    }
}
