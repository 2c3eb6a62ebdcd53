using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Ouders;

public sealed class FamilyAskedOnSqlite() : FamilyAskedContract(new SqliteDatabase());
