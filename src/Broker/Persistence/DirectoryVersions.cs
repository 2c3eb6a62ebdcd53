using Microsoft.EntityFrameworkCore;

namespace ZioExchange.Broker.Persistence;

/// <summary>Reads the version that the database raises with every change of the directory.</summary>
public static class DirectoryVersions
{
    internal const string Statement = "SELECT version FROM directory_version WHERE id = 1";

    public static async Task<long> DirectoryVersionAsync(this BrokerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = Statement;
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>As seen by the transaction that the context is in.</summary>
    public static Task<long> DirectoryVersionAsync(this BrokerDbContext db, CancellationToken ct) =>
        db.Database.SqlQuery<long>($"SELECT version AS \"Value\" FROM directory_version WHERE id = 1").SingleAsync(ct);
}
