using System.Net;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Hosting;

/// <summary>Tries what settings name (files, folders, addresses, the connection string) as the program will use it, so that <c>config check</c> says what would else end <c>serve</c>.</summary>
/// <remarks>No fault repeats a value: connection strings and files hold secrets, and a piece of a password with a semicolon in it looks like a setting of its own.</remarks>
internal static class SettingsInUse
{
    public static void Try(IConfiguration configuration, BrokerSettings settings, bool development, List<string> faults)
    {
        if (Enum.IsDefined(settings.Provider) && !BrokerDatabase.CanUse(settings.Provider, settings.ConnectionString))
        {
            faults.Add($"Database:ConnectionString is not one of {settings.Provider}; write names and values as in {(settings.Provider is DatabaseProvider.Postgres ? "Host=db;Database=zio;Username=zio;Password=..." : "Data Source=/var/lib/zio/zio.db")}, a value with a semicolon between double quotes.");
        }

        var masterKey = configuration["Keys:MasterKeyFile"] ?? (development ? MasterKeyFile.MadeIn(settings.DataPath) : null);
        if (masterKey is not null && !HoldsMasterKey(masterKey, madeWhenAbsent: configuration["Keys:MasterKeyFile"] is null))
        {
            faults.Add("Keys:MasterKeyFile must name a file with the 32-byte master key in base64, readable by this process only, for example /run/secrets/zio-master-key. A new broker makes one with: openssl rand -base64 32");
        }

        for (var folder = settings.DataPath; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(folder))
            {
                faults.Add("Data:Path must name a folder, for example /var/lib/zio; a file stands there.");
            }
        }

        if (!System.IO.Directory.Exists(settings.SchemasPath))
        {
            faults.Add("Schemas:Path must name the folder with policy, mapping tables and texts; leave it out to use the one beside the program.");
        }

        TryAddresses(configuration["urls"], settings.ManagementPort, faults);
        try
        {
            ConfiguredWitnesses.From(configuration);
        }
        catch (ConfigurationFaultException fault)
        {
            faults.AddRange(fault.Faults);
        }
    }

    /// <summary>Whether a file is there, may be read, and holds more than white space.</summary>
    public static bool HoldsText(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim().Length > 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private static bool HoldsMasterKey(string file, bool madeWhenAbsent)
    {
        try
        {
            MasterKeyFile.Read(file);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or InvalidDataException)
        {
            return madeWhenAbsent && !File.Exists(file);
        }
    }

    private static void TryAddresses(string? urls, int? managementPort, List<string> faults)
    {
        foreach (var text in (urls ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!CanListenAt(text, out var port))
            {
                faults.Add("Urls must hold addresses to listen at, with semicolons between, for example http://127.0.0.1:8080.");
            }
            else if (port == managementPort)
            {
                faults.Add("Management:Port must be another port than those of Urls, for example 5081.");
            }
        }
    }

    private static bool CanListenAt(string text, out int port)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            port = address.IsUnixPipe || address.IsNamedPipe ? 0 : address.Port;
            return address.Scheme is "http" or "https" && port is >= 0 and <= IPEndPoint.MaxPort;
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException)
        {
            port = 0;
            return false;
        }
    }
}
