using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>Runs the client programs of PostgreSQL on the broker's connection. The password travels in the environment, never in an argument.</summary>
internal static class PostgresTools
{
    /// <exception cref="DatabaseCopyException">The program is absent or failed.</exception>
    public static async Task RunAsync(string program, string connectionString, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardError = true };
        foreach (var (name, value) in Environment(connectionString).Where(each => each.Value is not null))
        {
            start.Environment[name] = value;   // what is not set stays as the machine has it, as it does for the broker
        }

        using var running = Process.Start(start) ?? throw new DatabaseCopyException($"{program} did not start.");
        var said = await running.StandardError.ReadToEndAsync(ct);
        await running.WaitForExitAsync(ct);
        if (running.ExitCode != 0)
        {
            throw new DatabaseCopyException($"{program} failed: {said.Split('\n')[0]}");
        }
    }

    /// <summary>The connection string in the words of those programs: the same servers, and of several the same one.</summary>
    internal static Dictionary<string, string?> Environment(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var servers = (settings.Host ?? string.Empty).Split(',', StringSplitOptions.TrimEntries).Select(server => ServerOf(server, settings.Port)).ToList();
        return new()
        {
            ["PGHOST"] = string.Join(',', servers.Select(server => server.Host)),
            ["PGPORT"] = string.Join(',', servers.Select(server => server.Port)),
            ["PGDATABASE"] = settings.Database,
            ["PGUSER"] = settings.Username,
            ["PGPASSWORD"] = settings.Password,
            ["PGPASSFILE"] = settings.Passfile,
            ["PGSSLMODE"] = settings.SslMode switch
            {
                SslMode.Disable => "disable",
                SslMode.Allow => "allow",
                SslMode.Require => "require",
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                _ => "prefer",
            },
            ["PGSSLROOTCERT"] = settings.RootCertificate,
            ["PGSSLCERT"] = settings.SslCertificate,
            ["PGSSLKEY"] = settings.SslKey,

            // A standby may lack what was acknowledged a moment ago, and takes nothing. There is no "prefer primary" in their words; a copy is of the primary then.
            ["PGTARGETSESSIONATTRS"] = settings.TargetSessionAttributes is not { } wanted ? null : wanted == "prefer-primary" ? "primary" : wanted,
        };
    }

    /// <summary>One server of the list; a port of its own stands behind a colon. A folder (of a socket) and an address of IPv6 hold colons or slashes of another kind.</summary>
    private static (string Host, string Port) ServerOf(string server, int usual)
    {
        var colon = server.LastIndexOf(':');
        return colon > 0 && server.IndexOf(':') == colon && !server.StartsWith('/')
            ? (server[..colon], server[(colon + 1)..])
            : (server, usual.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The newest installed one: it must be of the server's version or newer.</summary>
    private static string Find(string program)
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = System.IO.Directory.Exists(Debian)
            ? System.IO.Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin", program)).Where(File.Exists)
                .OrderByDescending(path => int.TryParse(path.Split('/')[4], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0)
            : Enumerable.Empty<string>();
        var onPath = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).Where(File.Exists);
        return installed.Concat(onPath).FirstOrDefault()
            ?? throw new DatabaseCopyException($"{program} is not installed. Install the client programs of PostgreSQL (Debian: postgresql-client).");
    }
}
