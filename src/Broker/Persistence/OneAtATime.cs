using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;

namespace ZioExchange.Broker.Persistence;

/// <summary>Lets the transactions about one thing follow one another, where no unique index can: older nodes write the same table.</summary>
public static class OneAtATime
{
    /// <summary>Waits until no other transaction, at any node, is busy with this; it is free again when the transaction of <paramref name="db"/> ends. SQLite has one writer anyway.</summary>
    /// <param name="thing">A hash of at least eight bytes.</param>
    public static Task OneAtATimeAsync(this BrokerDbContext db, byte[] thing, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({BinaryPrimitives.ReadInt64BigEndian(thing)})", ct)
        : Task.CompletedTask;
}
