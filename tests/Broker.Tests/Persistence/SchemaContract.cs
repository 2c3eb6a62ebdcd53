using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>What the scripts made is what the EF model expects: the same columns, and NULL where the model says so.</summary>
public abstract class SchemaContract(ITestDatabase database) : DatabaseContract(database)
{
    [Fact]
    public async Task Every_table_of_the_model_has_exactly_the_columns_and_nulls_that_the_model_expects()
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var db = await TestDatabase.Database.JoinAsync(connection, transaction, Ct);

        Assert.NotEmpty(db.Model.GetEntityTypes());
        foreach (var table in db.Model.GetEntityTypes())
        {
            var expected = table.GetProperties().Select(property => $"{property.GetColumnName()} {(property.IsNullable ? "NULL" : "NOT NULL")}").Order(StringComparer.Ordinal);
            Assert.Equal(expected, await ColumnsAsync(db, table));
        }
    }

    private async Task<IEnumerable<string>> ColumnsAsync(BrokerDbContext db, IEntityType table)
    {
        var name = table.GetTableName()!;
        var question = TestDatabase.Database.Provider is DatabaseProvider.Postgres
            ? "SELECT column_name || CASE is_nullable WHEN 'YES' THEN ' NULL' ELSE ' NOT NULL' END AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND table_name = {0}"
            : "SELECT name || CASE \"notnull\" WHEN 0 THEN ' NULL' ELSE ' NOT NULL' END AS \"Value\" FROM pragma_table_info({0})";
        return (await db.Database.SqlQueryRaw<string>(question, name).ToListAsync(Ct)).Order(StringComparer.Ordinal);
    }
}

public sealed class SchemaOnSqlite() : SchemaContract(new SqliteDatabase());

public sealed class SchemaOnPostgres() : SchemaContract(new PostgresDatabase());
