using System.Data.Common;
using Npgsql;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Hears PostgreSQL say of a commit that it stands on this server alone: somebody cancelled the wait for the synchronous standby.</summary>
/// <remarks>
/// The commit succeeds then, with a warning, and is there to read; a failover would lose it. SQLite has no standby. Warnings have no code of their own
/// and are in the server's language, so any counts: the log's own commands give none.
/// </remarks>
internal sealed class CommitWatch : IDisposable
{
    private const string Warning = "01000";

    // Takes part in a commit when there is a standby to wait for, and writes nothing but a message that no one reads.
    private const string Barrier = """
        SELECT CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', true) END,
               CASE WHEN current_setting('synchronous_standby_names') <> '' AND NOT pg_is_in_recovery() THEN pg_logical_emit_message(true, 'zio', '') END
        """;

    private readonly NpgsqlConnection? _connection;
    private bool _warned;

    /// <param name="connection">Whose commits are watched until this is disposed.</param>
    public CommitWatch(DbConnection connection)
    {
        _connection = connection as NpgsqlConnection;
        _connection?.Notice += Hear;
    }

    /// <summary>Returns once every commit that can be read on this server has reached its standby, where it has one.</summary>
    /// <exception cref="AuditUnavailableException">It is not known to have.</exception>
    public static async Task ConfirmAsync(DbConnection connection, CancellationToken ct)
    {
        if (connection is NpgsqlConnection)
        {
            using var watch = new CommitWatch(connection);
            await using var command = connection.CreateCommand();
            command.CommandText = Barrier;
            await command.ExecuteNonQueryAsync(ct);
            watch.RequireConfirmed();
        }
    }

    /// <summary>Call after the commit.</summary>
    /// <exception cref="AuditUnavailableException">No standby confirmed it.</exception>
    public void RequireConfirmed()
    {
        if (_warned)
        {
            throw new AuditUnavailableException("The standby of the database did not confirm it. Release nothing.");
        }
    }

    public void Dispose() => _connection?.Notice -= Hear;

    private void Hear(object sender, NpgsqlNoticeEventArgs said) => _warned |= said.Notice.SqlState == Warning;
}
