using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>Writes many new rows at once: COPY on PostgreSQL, which takes a row in a tenth of the time of an INSERT, and the usual way on SQLite.</summary>
internal static class ManyRows
{
    /// <summary>Writes what was added to <paramref name="gathered"/> and not saved, within the transaction, tables that others refer to first.</summary>
    public static async Task WriteAsync(this BrokerDatabase database, DbConnection connection, DbTransaction transaction, BrokerDbContext gathered, CancellationToken ct)
    {
        var added = gathered.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added).Select(entry => entry.Entity).ToList();
        if (connection is not NpgsqlConnection postgres)
        {
            await using var db = await database.JoinAsync(connection, transaction, ct);
            db.AddRange(added);
            await db.SaveChangesAsync(ct);
            return;
        }

        foreach (var table in added.GroupBy(row => row.GetType()).Select(rows => (Type: gathered.Model.FindEntityType(rows.Key)!, Rows: rows)).OrderBy(table => Depth(table.Type)))
        {
            await CopyAsync(postgres, table.Type, table.Rows, ct);
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IEntityType type, IEnumerable<object> rows, CancellationToken ct)
    {
        var columns = type.GetProperties().Select(property => (Name: property.GetColumnName(), Type: property.GetRelationalTypeMapping().StoreType)).ToList();
        var getters = type.GetProperties().Select(property => (Get: property.GetGetter(), Convert: property.GetTypeMapping().Converter?.ConvertToProvider)).ToList();
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {type.GetTableName()} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            for (var i = 0; i < getters.Count; i++)
            {
                var value = getters[i].Get.GetClrValue(row);
                if (value is null)
                {
                    await copy.WriteNullAsync(ct);
                }
                else
                {
                    await copy.WriteAsync(getters[i].Convert?.Invoke(value) ?? value, columns[i].Type, ct);
                }
            }
        }

        await copy.CompleteAsync(ct);
    }

    /// <summary>How many tables stand, one behind another, behind what its rows refer to.</summary>
    private static int Depth(IEntityType type) => type.GetForeignKeys().Select(key => 1 + Depth(key.PrincipalEntityType)).DefaultIfEmpty(0).Max();
}
