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
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardError = true };
        start.Environment["PGHOST"] = settings.Host;
        start.Environment["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = settings.Database;
        start.Environment["PGUSER"] = settings.Username;
        start.Environment["PGPASSWORD"] = settings.Password;
        start.Environment["PGSSLMODE"] = settings.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        };
        if (settings.RootCertificate is { } root)
        {
            start.Environment["PGSSLROOTCERT"] = root;
        }

        using var running = Process.Start(start) ?? throw new DatabaseCopyException($"{program} did not start.");
        var said = await running.StandardError.ReadToEndAsync(ct);
        await running.WaitForExitAsync(ct);
        if (running.ExitCode != 0)
        {
            throw new DatabaseCopyException($"{program} failed: {said.Split('\n')[0]}");
        }
    }

    /// <summary>The newest installed one: it must be of the server's version or newer.</summary>
    private static string Find(string program)
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = System.IO.Directory.Exists(Debian)
            ? System.IO.Directory.GetDirectories(Debian).Select(version => Path.Combine(version, "bin", program)).Where(File.Exists)
                .OrderByDescending(path => int.TryParse(path.Split('/')[4], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0)
            : Enumerable.Empty<string>();
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).Where(File.Exists);
        return installed.Concat(onPath).FirstOrDefault()
            ?? throw new DatabaseCopyException($"{program} is not installed. Install the client programs of PostgreSQL (Debian: postgresql-client).");
    }
}
