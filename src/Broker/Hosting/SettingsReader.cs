using System.Globalization;
using System.Net;
using ZioExchange.Broker.Hosting.Load;
using ZioExchange.Broker.Identity.Foreign;
using ZioExchange.Broker.Notices;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Hosting;

/// <summary>Reads <see cref="BrokerSettings"/> from configuration and names every fault with its key, what it should hold and an example.</summary>
internal static class SettingsReader
{
    /// <exception cref="ConfigurationFaultException">One or more settings are missing or wrong.</exception>
    public static BrokerSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var faults = new List<string>();
        var development = environment.IsDevelopment();
        var dataPath = Path.GetFullPath(configuration["Data:Path"] ?? "data");

        var settings = new BrokerSettings
        {
            Provider = ReadProvider(configuration, faults),
            ConnectionString = configuration["Database:ConnectionString"] ?? $"Data Source={Path.Combine(dataPath, "zio.db")}",
            DataPath = dataPath,
            SchemasPath = configuration["Schemas:Path"] ?? Path.Combine(AppContext.BaseDirectory, "schemas"),
            PublicUrl = ReadPublicUrl(configuration, development, faults),
            LogOrigin = configuration["Log:Origin"] ?? (development ? "zioexchange.nl/sandbox" : string.Empty),
            Profile = ReadProfile(configuration, faults),
            ManagementPort = ReadNumber(configuration, "Management:Port", faults, IPEndPoint.MaxPort),
            SourceDeadline = TimeSpan.FromMilliseconds(ReadNumber(configuration, "Sources:DeadlineMilliseconds", faults) ?? 3000),
            SourceNetworks = ReadNetworks(configuration, "Sources:PrivateNetworks", faults),
            SourcesOnLoopback = development,
            CertificateProxies = ReadNetworks(configuration, "Identity:ClientCertificates:Proxies", faults),
            Proxies = ReadNetworks(configuration, "RateLimit:Proxies", faults) is { Count: > 0 } proxies ? proxies : [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")],
            CertificatePort = ReadNumber(configuration, "Identity:ClientCertificates:Port", faults, IPEndPoint.MaxPort),
            Issuers = ForeignIssuers.Read(configuration, development, faults),
            Notices = NoticeSettings.Read(configuration, development, dataPath, faults),
            Limits = ReadLimits(configuration, faults),
            Load = ReadLoad(configuration, development, faults),
            Now = ReadNow(configuration, development, faults),
        };

        if (settings.LogOrigin.Length == 0 || settings.LogOrigin.Any(c => char.IsWhiteSpace(c) || c == '+'))
        {
            faults.Add("Log:Origin must name this log without spaces or plus signs, for example zioexchange.nl/regio-oost.");
        }

        var contact = new ContactSettings { Security = configuration[$"{ContactSettings.Section}:{nameof(ContactSettings.Security)}"], Email = configuration[$"{ContactSettings.Section}:{nameof(ContactSettings.Email)}"] };
        if (contact is { HasSecurity: true, SecurityAddress: null })
        {
            faults.Add("Contact:Security, or without it Contact:Email, must be one address of mail or of a page with https, for example security@broker.example.nl.");
        }

        SettingsInUse.Try(configuration, settings, development, faults);
        if (!development)
        {
            RequireProduction(configuration, settings, faults);
        }

        return faults.Count == 0 ? settings : throw new ConfigurationFaultException(faults);
    }

    private static void RequireProduction(IConfiguration configuration, BrokerSettings settings, List<string> faults)
    {
        if (configuration["Database:Provider"] is null || configuration["Database:ConnectionString"] is null)
        {
            faults.Add("Database:Provider and Database:ConnectionString must be set outside Development, for example Postgres and Host=db;Database=zio.");
        }

        RequireProvider(configuration, "Identity:People", "people (DigiD)", faults);
        RequireProvider(configuration, "Identity:Officers", "privacy officers (eHerkenning, a federation of schools)", faults);

        if (configuration["Keys:MasterKeyFile"] is null)
        {
            faults.Add("Keys:MasterKeyFile must name a file with the 32-byte master key in base64, readable by this process only, for example /run/secrets/zio-master-key.");
        }

        if (configuration["Management:Port"] is null)
        {
            faults.Add("Management:Port must be set outside Development, for example 5081; health and metrics stand there.");
        }
    }

    private static LimitSettings ReadLimits(IConfiguration configuration, List<string> faults)
    {
        var usual = new LimitSettings();
        return new()
        {
            ApiPerMinute = ReadNumber(configuration, "RateLimit:ApiPerMinute", faults) ?? usual.ApiPerMinute,
            ExchangePerMinute = ReadNumber(configuration, "RateLimit:ExchangePerMinute", faults) ?? usual.ExchangePerMinute,
            TokensPerMinute = ReadNumber(configuration, "RateLimit:TokensPerMinute", faults) ?? usual.TokensPerMinute,
            FailedChecksPerMinute = ReadNumber(configuration, "RateLimit:FailedChecksPerMinute", faults) ?? usual.FailedChecksPerMinute,
            MostWaitingPerSender = ReadNumber(configuration, "Push:MostWaitingPerSender", faults) ?? usual.MostWaitingPerSender,
            MostWaitingPerRecipient = ReadNumber(configuration, "Push:MostWaitingPerRecipient", faults) ?? usual.MostWaitingPerRecipient,
        };
    }

    private static LoadSettings ReadLoad(IConfiguration configuration, bool development, List<string> faults) => new()
    {
        MostAtOnce = ReadNumber(configuration, "Load:MostAtOnce", faults) ?? LoadSettings.UsuallyAtOnce,
        AtWork = ReadNumber(configuration, "Load:AtWork", faults) ?? LoadSettings.UsuallyAtWork,
        LongestWait = TimeSpan.FromMilliseconds(ReadNumber(configuration, "Load:LongestWaitMilliseconds", faults) ?? LoadSettings.UsualWaitMilliseconds),
        Drain = TimeSpan.FromSeconds(ReadNumber(configuration, "Load:DrainSeconds", faults, most: 25) ?? (development ? 0 : LoadSettings.UsualDrainSeconds)),   // the host gives all of a stop 30
    };

    private static void RequireProvider(IConfiguration configuration, string section, string whom, List<string> faults)
    {
        if (configuration[$"{section}:Authority"] is not { } authority || !Uri.TryCreate(authority, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            faults.Add($"{section}:Authority must be the https address of the identity provider for {whom}, for example https://login.example.nl.");
        }

        if (string.IsNullOrWhiteSpace(configuration[$"{section}:ClientId"]))
        {
            faults.Add($"{section}:ClientId must be the name under which that provider knows this broker, for example zio-broker.");
        }

        if (configuration[$"{section}:ClientSecretFile"] is not { } file || !SettingsInUse.HoldsText(file))
        {
            faults.Add($"{section}:ClientSecretFile must name a file that this program may read, with the client secret at that provider, for example /run/secrets/zio-client.");
        }
    }

    private static DatabaseProvider ReadProvider(IConfiguration configuration, List<string> faults)
    {
        var text = configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(text, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
        {
            faults.Add("Database:Provider must be Sqlite or Postgres.");
        }

        return provider;
    }

    private static PolicyProfile ReadProfile(IConfiguration configuration, List<string> faults)
    {
        var text = configuration["Policy:Profile"] ?? nameof(PolicyProfile.Strict);
        if (!Enum.TryParse<PolicyProfile>(text, ignoreCase: true, out var profile) || !Enum.IsDefined(profile))
        {
            faults.Add("Policy:Profile must be strict or guidance.");
        }

        return profile;
    }

    private static Uri? ReadPublicUrl(IConfiguration configuration, bool development, List<string> faults)
    {
        if (configuration["PublicUrl"] is not { } text)
        {
            if (!development)
            {
                faults.Add("PublicUrl must be the address under which partners reach this broker, for example https://broker.example.nl.");
            }

            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (development && url.IsLoopback)) && url is { PathAndQuery: "/", Fragment: "", UserInfo: "" })
        {
            return url;
        }

        faults.Add("PublicUrl must be an https address without a path, for example https://broker.example.nl.");
        return null;
    }

    private static int? ReadNumber(IConfiguration configuration, string key, List<string> faults, int most = int.MaxValue)
    {
        if (configuration[key] is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most)
        {
            return number;
        }

        faults.Add(most == int.MaxValue ? $"{key} must be a whole number above zero." : $"{key} must be a whole number above zero, at most {most}.");
        return null;
    }

    private static List<IPNetwork> ReadNetworks(IConfiguration configuration, string key, List<string> faults)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in (configuration[key] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128));
            }
            else
            {
                faults.Add($"{key} must hold addresses or networks, for example 10.1.2.3, 10.2.0.0/16.");
            }
        }

        return networks;
    }

    private static DateTimeOffset? ReadNow(IConfiguration configuration, bool development, List<string> faults)
    {
        if (configuration["now"] is not { } text)
        {
            return null;
        }

        if (!development)
        {
            faults.Add("--now pins time for demonstrations and exists in Development only.");
        }
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now))
        {
            return now;
        }
        else
        {
            faults.Add("--now must be an instant with its offset, for example 2026-11-24T10:00:00+01:00.");
        }

        return null;
    }
}
