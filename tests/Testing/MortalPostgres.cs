using System.Diagnostics;
using Npgsql;

namespace ZioExchange.Testing;

/// <summary>A PostgreSQL server with real commits (fsync on) that a test kills without warning; it is started again at once and replays its log.</summary>
public sealed class MortalPostgres
{
    private readonly NpgsqlConnectionStringBuilder _settings;

    private MortalPostgres(string connectionString) => _settings = new NpgsqlConnectionStringBuilder(connectionString);

    /// <summary>Of the superuser, with a pool, as a broker connects; to the database that always exists.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_settings.ConnectionString) { Pooling = true }.ConnectionString;

    /// <param name="binaries">The folder of <c>initdb</c> and <c>postgres</c>.</param>
    public static async Task<MortalPostgres> StartAsync(string binaries) => new(await ThrowawayCluster.StartAsync(binaries, fsync: true));

    /// <summary>SIGKILL of the server and every session in one blow; returns when another server answers.</summary>
    public async Task KillAsync()
    {
        var server = (await File.ReadAllLinesAsync(Path.Combine(_settings.Host!, "data", "postmaster.pid")))[0];
        using var blow = Process.Start("sh", ["-c", "kill -9 $1 $(ps -o pid= --ppid $1)", "zio-kill", server]);
        await blow.WaitForExitAsync();
        await ThrowawayCluster.UntilItAnswersAsync(_settings.ConnectionString, () => true);
    }
}
