using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>Tells trouble of the database itself (away, stopping, full, read-only after a failover, too busy) from a fault in what was asked of it.</summary>
/// <remarks>Trouble passes: callers hear 503 and when to come back. A fault does not: a broken rule or a wrong statement stays a 500.</remarks>
public static class DatabaseTrouble
{
    /// <summary>Whether trouble is in this exception or below it: EF Core wraps what its provider threw.</summary>
    public static bool IsIn(Exception? fault)
    {
        for (var each = fault; each is not null; each = each.InnerException)
        {
            if (each is PostgresException said ? Passes(said) : each is NpgsqlException || (each is SqliteException sqlite && Passes(sqlite)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the connection itself broke: then those that lie idle in the pool are most likely dead too.</summary>
    public static bool IsLossIn(Exception? fault)
    {
        for (var each = fault; each is not null; each = each.InnerException)
        {
            if (each is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.ReadOnlySqlTransaction }
                || (each is NpgsqlException and not PostgresException && each.InnerException is IOException or System.Net.Sockets.SocketException))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an open connection still reaches its server.</summary>
    public static async Task<bool> AnswersAsync(this DbConnection connection)
    {
        try
        {
            await using var ask = connection.CreateCommand();
            ask.CommandText = "SELECT 1";
            return await ask.ExecuteScalarAsync() is not null;
        }
        catch (DbException)
        {
            return false;
        }
    }

    // Classes 08 connection, 53 out of disk, memory or connections, 57 operator intervention, 58 system; 25006 a standby that was the primary,
    // 40 rolled back for another's sake, 55P03 a lock not had in time. Source: PostgreSQL 15, appendix A.
    private static bool Passes(PostgresException said) =>
        said.SqlState[..2] is "08" or "40" or "53" or "57" or "58"
        || said.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable;

    // BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL. Source: sqlite.org/rescode.html.
    private static bool Passes(SqliteException said) => said.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14 or 15;
}
