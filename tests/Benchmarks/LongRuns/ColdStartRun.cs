using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;
using ZioExchange.Testing;

namespace ZioExchange.Benchmarks.LongRuns;

/// <summary>From nothing to ready, as a process of its own in Production on a register that is there, beside a bare ASP.NET Core program; in turns. And its memory at rest.</summary>
/// <remarks>Ready means that database, schema, keys and log answer. Both are release builds that compile while they start.</remarks>
internal static class ColdStartRun
{
    // As the sandbox names it: a log keeps its name.
    private const string SandboxLog = "zioexchange.nl/sandbox";

    /// <param name="database">The connection string of a filled register.</param>
    /// <param name="data">Its folder with keys.</param>
    /// <param name="broker">The program: <c>zio.dll</c> as published; the one that stands beside this program when null.</param>
    public static async Task RunAsync(string database, string data, int rounds, string? broker, TextWriter output)
    {
        broker ??= Path.Combine(AppContext.BaseDirectory, "zio.dll");
        var environment = Production(database, data);
        var medians = new Medians();
        for (var round = 0; round <= rounds; round++)
        {
            var (port, management, bare) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
            using (var program = await StartedProgram.StartAsync(typeof(ColdStartRun).Assembly.Location, ["bare", string.Create(CultureInfo.InvariantCulture, $"{bare}")], new Dictionary<string, string>(), Local(bare, "/")))
            {
                Add("bare ms", program.Milliseconds);
                await Task.Delay(1000);
                Add("bare MiB at rest", program.Resident);
            }

            environment["Urls"] = Local(port, "").AbsoluteUri;
            environment["Management__Port"] = string.Create(CultureInfo.InvariantCulture, $"{management}");
            using (var program = await StartedProgram.StartAsync(broker, ["serve"], environment, Local(management, "/health/ready")))
            {
                Add("broker ms", program.Milliseconds);
                await Task.Delay(3000);
                Add("broker MiB at rest", program.Resident);
            }

            void Add(string name, double value)
            {
                if (round > 0)
                {
                    medians.Add(name, value);   // the first reads the files of both from the disk
                }
            }
        }

        foreach (var name in medians.Names)
        {
            var (least, most) = medians.Spread(name);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name,-20} {medians.Of(name),8:F0}  ({least:F0} to {most:F0})"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  ratio: {medians.Ratio("broker ms", "bare ms"):F2} times the start of a bare program"));
    }

    /// <summary>Serves nothing until its input ends.</summary>
    public static async Task ServeBareAsync(int port)
    {
        await using var app = Exchange.BareWeb.Make(port);
        app.Run(http => http.Response.WriteAsync("there"));
        await app.StartAsync();
        await Console.In.ReadToEndAsync();
    }

    private static Uri Local(int port, string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));

    private static Dictionary<string, string> Production(string database, string data)
    {
        var secret = Path.Combine(data, "client-secret");
        File.WriteAllText(secret, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Data__Path"] = data,
            ["Database__Provider"] = "Postgres",
            ["Database__ConnectionString"] = new NpgsqlConnectionStringBuilder(database).ConnectionString,
            ["Keys__MasterKeyFile"] = Path.Combine(data, "keys", "master.key"),
            ["Log__Origin"] = SandboxLog,
            ["PublicUrl"] = "https://broker.example",
            ["Notices__Sender"] = "none",
            ["Identity__People__Authority"] = "https://login.example",
            ["Identity__People__ClientId"] = "zio",
            ["Identity__People__ClientSecretFile"] = secret,
            ["Identity__Officers__Authority"] = "https://login-officers.example",
            ["Identity__Officers__ClientId"] = "zio",
            ["Identity__Officers__ClientSecretFile"] = secret,
        };
    }
}
